"""Compare a paper's pages with the NeurIPS template: size, text block, type and spacing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from commands.checkpdf.characters import tells
from commands.checkpdf.floats import is_prose
from commands.checkpdf.headings import Heading
from commands.checkpdf.inspection import Finding, Severity
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import LEAST_SIZE, Layout
from commands.checkpdf.reading import Line
from commands.checkpdf.sections import section_style

INCH, MILLIMETRE = 72.0, 72 / 25.4
LETTER = (612.0, 792.0)
WIDTH, HEIGHT, LEFT = 5.5 * INCH, 9 * INCH, 1.5 * INCH
BODY_SIZE, LEADING = 10.0, 10.9
# Below these a deviation comes from rounding and ragged lines, not from a changed template.
CLOSE, SIZE_SLACK, LEADING_SLACK, BLOCK_SLACK, OVERRUN = 3.0, 0.4, 0.4, 16.0, 3 * MILLIMETRE
# Baselines around the headings of sections: 24 pt or more above and 22 pt below as the template sets them.
SQUEEZED_ABOVE, SQUEEZED_BELOW, PACKED_ABOVE = 22.0, 19.0, 16.0
SQUEEZED_PARAGRAPHS = 14.0  # 16.4 pt from one to the next in the template
FEWEST = 3  # headings, paragraphs and pages that make a habit
MOST_OVERRUNS = 3
TIMES = re.compile(r"times|nimbus-?rom|termes|newtx|txr|ptm|stix|liberation[ -]?serif|tinos", re.IGNORECASE)
NOTICE = re.compile(
    r"(submitted\s+to\s+)?.{0,60}neural information processing systems.{0,20}\b(20\d\d)\b",
    re.IGNORECASE,
)
PREPRINT = re.compile(r"\W*preprint\b.{0,40}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What the notice on page 1 says of the style file: its year, and the mode it was loaded in."""

    year: str
    mode: str
    line: Line


def template_findings(
    layout: Layout, landmarks: Landmarks, headings: Sequence[Heading], opening: float
) -> tuple[Finding, ...]:
    """Say how the pages differ from the template; `opening` is the height where page 1's text starts."""
    if not layout.lines:
        return ()
    main = layout.lines[: landmarks.stop]
    return (
        *_pages(layout),
        *_block(layout, main),
        *_type(layout, main),
        *_spacing(layout, main, headings),
        *_overruns(layout, main, opening),
        *_style(layout),
    )


def _pages(layout: Layout) -> Iterator[Finding]:
    first = layout.pages[0]
    if any(abs(side - want) > CLOSE for side, want in zip((first.width, first.height), LETTER, strict=True)):
        size = f"{first.width / INCH:.2f} by {first.height / INCH:.2f} in"
        yield _told(
            "page-size", "note", f"The pages measure {size}; the template's are US Letter, 8.50 by 11.00 in."
        )
    if layout.columns > 1:
        yield _told("columns", "note", "The text is set in two columns; the template has one.")


def _block(layout: Layout, main: Sequence[Line]) -> Iterator[Finding]:
    """Compare the text block's sides; a page that runs on below it is named by itself."""
    if layout.columns > 1:
        return
    column = layout.column
    width, bottom = column.right - column.left, column.top - layout.body_size + HEIGHT + BLOCK_SLACK
    low = {line.page for line in main if line.y > bottom and is_prose(layout, line)}
    if width > WIDTH + BLOCK_SLACK or len(low) >= FEWEST:
        height = column.bottom - column.top + layout.body_size
        size = f"{width / INCH:.2f} by {height / INCH:.2f} in"
        yield _told(
            "text-block", "warning", f"The text block measures {size}; the template's 5.50 by 9.00 in."
        )
    elif low:
        pages = ", ".join(map(str, sorted(low)))
        yield Finding(
            "text-block", "note", min(low), None, f"The text runs below the text block on page {pages}."
        )
    letter = abs(layout.pages[0].width - LETTER[0]) <= CLOSE
    if letter and column.left < LEFT - BLOCK_SLACK:
        message = f"The left margin measures {column.left / INCH:.2f} in; the template's 1.50 in."
        yield _told("margins", "warning", message)


def _type(layout: Layout, main: Sequence[Line]) -> Iterator[Finding]:
    if layout.body_size < LEAST_SIZE:
        return  # old bitmap fonts do not tell their sizes
    if layout.body_size < BODY_SIZE - SIZE_SLACK:
        yield _told(
            "body-size", "warning", f"The text is set in {layout.body_size:g} pt; the template has 10 pt."
        )
    elif layout.body_size > BODY_SIZE + SIZE_SLACK:
        yield _told(
            "body-size", "note", f"The text is set in {layout.body_size:g} pt; the template has 10 pt."
        )
    elif layout.leading < LEADING - LEADING_SLACK:
        yield _told(
            "spacing", "warning", f"The lines stand {layout.leading:g} pt apart; the template has 11 pt."
        )
    fonts = Counter(
        line.font for line in main if line.font and abs(line.size - layout.body_size) < SIZE_SLACK
    )
    font = fonts.most_common(1)[0][0] if fonts else ""
    if tells(font) and not TIMES.search(font):
        yield _told("font", "note", f"The text is set in {font}; the template has Times.")


def _spacing(layout: Layout, main: Sequence[Line], headings: Sequence[Heading]) -> Iterator[Finding]:
    """Find white space that was taken out around headings and between paragraphs."""
    if abs(layout.body_size - BODY_SIZE) > SIZE_SLACK or layout.columns > 1:
        return
    style = section_style(headings, layout.body_size)
    sections = {id(each.line) for each in headings if each.number and style.fits(each)}
    steps = [
        (above, below) for above, below in pairwise(main) if above.page == below.page and below.y > above.y
    ]
    above = [below.y - line.y for line, below in steps if id(below) in sections]
    after = [below.y - line.y for line, below in steps if id(line) in sections]
    paragraphs = [below.y - line.y for line, below in steps if _ends_paragraph(layout, line, below)]
    if len(above) >= FEWEST and (median(above) < SQUEEZED_ABOVE or median(after or above) < SQUEEZED_BELOW):
        severity: Severity = "warning" if median(above) < PACKED_ABOVE else "note"
        yield _told("spacing", severity, "The space around headings is less than the template's.")
    if len(paragraphs) >= FEWEST and median(paragraphs) < SQUEEZED_PARAGRAPHS:
        yield _told("spacing", "note", "The space between paragraphs is less than the template's.")


def _ends_paragraph(layout: Layout, line: Line, below: Line) -> bool:
    edge = layout.column.left
    at_margin = abs(line.x0 - edge) < CLOSE and abs(below.x0 - edge) < 2 * BODY_SIZE
    sized = line.size == below.size == layout.body_size
    return at_margin and sized and line.text.endswith(".") and line.x1 < layout.column.right - 2 * BODY_SIZE


def _overruns(layout: Layout, main: Sequence[Line], opening: float) -> Iterator[Finding]:
    """Name the lines of text that stick out on the right."""
    if layout.columns > 1:
        return
    text = (line for line in main if line.page > 1 or line.y > opening)
    out = [line for line in text if _beyond(layout, line) > OVERRUN and is_prose(layout, line)]
    for line in out[:MOST_OVERRUNS]:
        millimetres = _beyond(layout, line) / MILLIMETRE
        message = f"This line sticks out of the margin by {millimetres:.0f} mm."
        yield Finding("margin", "note", line.page, layout.line_number(line), message)


def _beyond(layout: Layout, line: Line) -> float:
    return line.x1 - layout.column.right


def _style(layout: Layout) -> Iterator[Finding]:
    style = style_of([line for line in layout.lines if line.page == 1])
    if style is None:
        return
    year = f"NeurIPS {style.year} style" if style.year else "NeurIPS style"
    number = layout.line_number(style.line)
    yield Finding("style", "note", 1, number, f"{year}, {style.mode} mode, by the notice on page 1.")
    if style.mode == "submission":
        message = "The style is still in submission mode; load it with its final option."
        yield Finding("mode", "warning", 1, number, message, "camera-ready")


def style_of(first_page: Sequence[Line]) -> Style | None:
    """Read the notice at the foot of page 1."""
    for line in reversed(first_page):
        notice = NOTICE.search(line.text)
        if notice:
            return Style(notice[2], "submission" if notice[1] else "final", line)
        if PREPRINT.fullmatch(line.text):
            return Style("", "preprint", line)
    return None


def _told(rule: str, severity: Severity, message: str) -> Finding:
    return Finding(rule, severity, 1, None, message)
