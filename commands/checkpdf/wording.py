"""Verdicts in a few words, the same in chat and in the shell."""

from commands.checkpdf.inspection import Inspection

LINES_OF_A_PAGE = 58


def label(name: str) -> str:
    """Turn "long/submission" into "Long submission"."""
    return name.replace("/", " ").capitalize()


def said(inspection: Inspection, name: str) -> str:
    """Say one verdict in a few words."""
    match inspection.verdicts[name]:
        case "pass":
            return f"within the limit, {_lines(inspection.lines_left.get(name, 0))} left"
        case "fail":
            return f"over by {_lines(inspection.lines_over.get(name, 0))}{_where(inspection)}"
        case "unsure" if inspection.main_text is None:
            return "can't be judged"
    return "depends on what counts, and the call doesn't say"


def _lines(count: int) -> str:
    if count > LINES_OF_A_PAGE:
        return "more than a page"
    return f"{count} line" if count == 1 else f"{count} lines"


def _where(inspection: Inspection) -> str:
    return f", up to page {inspection.main_text.last_page}" if inspection.main_text else ""
