"""Compare a paper's pages with the NeurIPS template: size, text block, type and spacing."""

import re
from collections.abc import Iterator

from commands.checkpdf.floats import is_prose
from commands.checkpdf.inspection import Finding
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line

INCH, MILLIMETRE = 72.0, 72 / 25.4
LETTER = (612.0, 792.0)
WIDTH, HEIGHT = 5.5 * INCH, 9 * INCH
BODY_SIZE, LEADING = 10.0, 10.9
# Below these a deviation comes from rounding and ragged lines, not from a changed template.
CLOSE, SIZE_SLACK, LEADING_SLACK, BLOCK_SLACK, OVERRUN = 3.0, 0.4, 0.4, 16.0, 3 * MILLIMETRE
MOST_OVERRUNS = 3
NOTICE = re.compile(r"neural information processing systems.{0,20}\b(20\d\d)\b", re.IGNORECASE)


def template_findings(layout: Layout, landmarks: Landmarks) -> tuple[Finding, ...]:
    """Say how the pages differ from the template, each deviation once."""
    return (*_pages(layout), *_block(layout), *_type(layout), *_overruns(layout, landmarks), *_style(layout))


def _pages(layout: Layout) -> Iterator[Finding]:
    first = layout.pages[0]
    if any(abs(side - want) > CLOSE for side, want in zip((first.width, first.height), LETTER, strict=True)):
        size = f"{first.width / INCH:.2f} by {first.height / INCH:.2f} in"
        yield _note("page-size", f"The pages measure {size}; the template's are US Letter, 8.50 by 11.00 in.")
    if layout.columns > 1:
        yield _note("columns", "The text is set in two columns; the template has one.")


def _block(layout: Layout) -> Iterator[Finding]:
    column = layout.column
    width, height = column.right - column.left, column.bottom - column.top + layout.body_size
    if layout.columns == 1 and (width > WIDTH + BLOCK_SLACK or height > HEIGHT + BLOCK_SLACK):
        size = f"{width / INCH:.2f} by {height / INCH:.2f} in"
        yield _warning("text-block", f"The text block measures {size}; the template's 5.50 by 9.00 in.")


def _type(layout: Layout) -> Iterator[Finding]:
    if layout.lines and layout.body_size < BODY_SIZE - SIZE_SLACK:
        yield _warning("body-size", f"The text is set in {layout.body_size:g} pt; the template has 10 pt.")
    elif (
        layout.lines
        and layout.body_size < BODY_SIZE + SIZE_SLACK
        and layout.leading < LEADING - LEADING_SLACK
    ):
        yield _warning("spacing", f"The lines stand {layout.leading:g} pt apart; the template has 11 pt.")


def _overruns(layout: Layout, landmarks: Landmarks) -> Iterator[Finding]:
    """Name the lines of text that stick out on the right."""
    if layout.columns > 1:
        return
    out = [
        line
        for line in layout.lines[: landmarks.stop]
        if _beyond(layout, line) > OVERRUN and is_prose(layout, line)
    ]
    for line in out[:MOST_OVERRUNS]:
        millimetres = _beyond(layout, line) / MILLIMETRE
        message = f"This line sticks out of the margin by {millimetres:.0f} mm."
        yield Finding("margin", "note", line.page, layout.line_number(line), message)


def _beyond(layout: Layout, line: Line) -> float:
    return line.x1 - layout.column.right


def _style(layout: Layout) -> Iterator[Finding]:
    found = (NOTICE.search(line.text) for line in layout.lines if line.page == 1)
    notice = next(filter(None, found), None)
    if notice:
        yield _note("style", f"The notice on page 1 is that of NeurIPS {notice[1]}.")


def _note(rule: str, message: str) -> Finding:
    return Finding(rule, "note", 1, None, message)


def _warning(rule: str, message: str) -> Finding:
    return Finding(rule, "warning", 1, None, message)
