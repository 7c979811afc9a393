"""Verdicts in a few words, the same in chat and in the shell."""

from commands.checkpdf.inspection import Finding, Inspection

LINES_OF_A_PAGE = 58
MOST_LINES = 2 * LINES_OF_A_PAGE  # beyond, pages say more


def label(name: str) -> str:
    """Turn "long/submission" into "Long submission"."""
    return name.replace("/", " ").capitalize()


def said(inspection: Inspection, name: str) -> str:
    """Say one verdict in a few words."""
    match inspection.verdicts[name]:
        case "pass":
            left = inspection.lines_left.get(name)
            return "within the limit" if left is None else f"within the limit, {_lines(left)} left"
        case "fail":
            return f"over by {_lines(inspection.lines_over.get(name, 0))}{_where(inspection, name)}"
        case "unsure" if inspection.main_text is None:
            return "can't be judged"
    return "depends on what counts, and the call doesn't say"


def place(finding: Finding) -> str:
    """Say where a finding stands; nothing where it stands on no page."""
    if finding.page is None:
        return ""
    return f"Page {finding.page}, line {finding.line}" if finding.line else f"Page {finding.page}"


def ends(inspection: Inspection) -> str:
    """Say where the main text ends."""
    main = inspection.main_text
    if main is None:
        return "can't be told"
    after = ", then a figure or table" if main.text_page < main.last_page else ""
    text = f"page {main.text_page}, line {main.line}"
    where = f"{text}{after} on page {main.last_page}" if after else text
    return f"ends on {where} (of {_pages(inspection.pages)})"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _lines(count: int) -> str:
    if count > MOST_LINES:
        return f"about {round(count / LINES_OF_A_PAGE)} pages"
    return f"{count} line" if count == 1 else f"{count} lines"


def _where(inspection: Inspection, name: str) -> str:
    """Say "on page" where one page alone is past the limit."""
    main = inspection.main_text
    if main is None:
        return ""
    only = main.last_page == inspection.limits.get(name, 0) + 1
    return f" on page {main.last_page}" if only else f", up to page {main.last_page}"
