"""Judge the end of the main text against each limit."""

from commands.checkpdf.ending import Ending, lines_past
from commands.checkpdf.inspection import Limits, Verdict
from commands.checkpdf.layout import Layout

LEAST_FILLED = 0.5  # of a page's height: a few lines do not tell how many a page holds


def verdicts(ending: Ending | None, limits: Limits) -> dict[str, Verdict]:
    """Pass or fail only where every reading of the call agrees."""
    return {name: _verdict(ending, pages) for name, pages in limits.pages.items()}


def _verdict(ending: Ending | None, limit: int) -> Verdict:
    if ending is None:
        return "unsure"
    if ending.last.page > limit:
        return "fail"
    return "pass" if ending.last_at_most.page <= limit else "unsure"


def lines_over(layout: Layout, ending: Ending | None, limits: Limits) -> dict[str, int]:
    """Count the lines past each limit, 0 when within."""
    if ending is None:
        return {}
    return {
        name: max(1, lines_past(layout, ending.last, pages)) if ending.last.page > pages else 0
        for name, pages in limits.pages.items()
    }


def lines_left(layout: Layout, ending: Ending | None, limits: Limits) -> dict[str, int]:
    """Count the lines that still fit under each limit, 0 when none does; none where no page is full."""
    column, height = layout.column, layout.pages[0].height
    if ending is None or column.bottom - column.top < LEAST_FILLED * height:
        return {}
    return {name: max(0, -lines_past(layout, ending.last, pages)) for name, pages in limits.pages.items()}
