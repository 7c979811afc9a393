"""Recognise headings by how they are set, and what kind of section each one opens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line
from commands.checkpdf.titles import Kind, kind_of

LONGEST_HEADING = 110
LARGER = 1.07
FEWEST_CAPITALS = 3
SAME_EDGE = 3.0
NUMBER = re.compile(r"(?:section\s+)?((?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2})*)[.):]?", re.IGNORECASE)
FOLLOWED_BY_TITLE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})+)[.):]?(?=[A-Z][a-z])")
ROMAN = re.compile(r"([IVX]{2,5})[.:]?\s+(?=\S)")
ALSO_AFTER_AN_ARTICLE = frozenset({Kind.STATEMENT, Kind.LIMITATIONS})
UNMISTAKABLE = frozenset({"References", "REFERENCES", "Bibliography"})  # also without space above
PAGE_AT_END = re.compile(r"[^\W\d][\s.]+(\d{1,3})$")
NEXT_PANEL = re.compile(r"B\s")  # after an A: the letters of a figure's panels
QUAD = 0.6  # of the size: white space wider than a word space
RUN_IN = re.compile(r"acknowledge?ments?\s*[.:–—-]\s*\S", re.IGNORECASE)
OPENING = re.compile(r"(Acknowledge?ments?(?= [A-Z])|[A-Z][^.:]{4,50}(?=[.:] ))")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section: its place among the paper's lines, its number if it has one, its kind."""

    index: int
    line: Line
    title: str
    number: str | None
    kind: Kind
    strong: bool
    quad: bool  # the number stands apart from the title, as section numbers are set
    run_in: bool = False  # a statement whose title opens its paragraph

    @property
    def level(self) -> int:
        """Count the parts of the number; 0 for a heading without one."""
        return self.number.count(".") + 1 if self.number else 0


def find_headings(layout: Layout) -> list[Heading]:
    """List the lines that are set as headings, in reading order."""
    large = LARGER * layout.body_size
    found = [
        _heading(layout, index, alone=alone)
        for index, (line, alone) in enumerate(zip(layout.lines, _alone(layout), strict=True))
        if line.bold
        or line.rest
        or line.size >= large
        or (alone and _may_open(layout, line))
        or line.text.isupper()
    ]
    return [heading for heading in found if heading and not _in_contents(layout, heading.index)]


def _in_contents(layout: Layout, index: int) -> bool:
    """Tell an entry of a table of contents: three lines together end with pages that do not go back."""
    line = layout.lines[index]
    if not line.text[-1].isdecimal():
        return False
    pages = [_page_at_end(each, line) for each in layout.lines[max(0, index - 2) : index + 3]]
    return any(_rises(three) for three in zip(pages, pages[1:], pages[2:], strict=False))


def _page_at_end(line: Line, beside: Line) -> int | None:
    """The number that closes a line, where it may be that of a page to come, or stands in one column."""
    found = PAGE_AT_END.search(line.text)
    if not found or (int(found[1]) < line.page and abs(line.x1 - beside.x1) > SAME_EDGE):
        return None
    return int(found[1])


def _rises(pages: Sequence[int | None]) -> bool:
    known = [page for page in pages if page is not None]
    return len(known) == len(pages) and known == sorted(known)


def _heading(layout: Layout, index: int, *, alone: bool) -> Heading | None:
    line = layout.lines[index]
    run_in = _run_in(line, index, alone=alone)
    if run_in or len(line.text) > LONGEST_HEADING:
        return run_in
    number, body, quad = _split(line)
    if number and not quad and _is_small_capitals(line.text, number):
        number, body = None, line
    strong = _strong(body, layout)
    if not (strong or (alone and _short(layout, line))) or body.text.endswith((",", ";")):
        return None
    title = body.text.strip(" .:–—-•∗*†")
    if not any(map(str.isalpha, title)):
        return None
    kind = kind_of(title)
    lettered = number == "A" and quad and _short(layout, line)
    if kind is Kind.SECTION and not (alone and (strong or lettered)):
        return None
    return Heading(index, line, title, number, kind, strong, quad)


def _may_open(layout: Layout, line: Line) -> bool:
    """Tell whether a line set like the body text may still head a section, or thank somebody."""
    return line.text[0] in "Aa" or _short(layout, line)


def _is_small_capitals(text: str, number: str) -> bool:
    """Tell "R EFERENCES", where a gap follows the larger capital, from the section R of an appendix."""
    kind = kind_of(text)
    return (
        len(number) == 1 and kind is not Kind.SECTION and (number != "A" or kind not in ALSO_AFTER_AN_ARTICLE)
    )


def _split(line: Line) -> tuple[str | None, Line, bool]:
    """Part the section's number from its title, and tell whether it stands apart as such numbers do."""
    if line.rest:
        opening = line.text[: len(line.text) - len(line.rest.text)].strip()
        number = NUMBER.fullmatch(opening)
        if number:
            dotted = line.rest.bold and opening[-1] in ".:)"
            return number[1], line.rest, dotted or line.gap > QUAD * line.rest.size
    for pattern, apart in ((FOLLOWED_BY_TITLE, True), (ROMAN, False)):
        opened = pattern.match(line.text)
        if opened:
            return opened[1], replace(line, text=line.text[opened.end() :]), apart
    return None, line, False


def _strong(line: Line, layout: Layout) -> bool:
    if line.bold or line.size >= LARGER * layout.body_size:
        return True
    return line.text.isupper() and sum(map(str.isalpha, line.text)) > FEWEST_CAPITALS


def _alone(layout: Layout) -> list[bool]:
    """Tell of each line whether white space, or the page's edge, stands above it."""
    step, lines = 1.12 * layout.leading, layout.lines
    return [True for _ in lines[:1]] + [
        above.page != line.page or not 0 <= line.y - above.y <= step or line.text in UNMISTAKABLE
        for above, line in pairwise(lines)
    ]


def _short(layout: Layout, line: Line) -> bool:
    return line.x1 - line.x0 < 0.6 * (layout.column.right - layout.column.left)


def _run_in(line: Line, index: int, *, alone: bool) -> Heading | None:
    """Recognise a paragraph of thanks or a statement by the words that open it."""
    if line.text[0] in "Aa" and RUN_IN.match(line.text) and (line.bold or alone):
        return Heading(index, line, "Acknowledgements", None, Kind.ACKNOWLEDGEMENTS, line.bold, quad=False)
    opening = OPENING.match(line.text) if line.bold and alone else None
    kind = kind_of(opening[1]) if opening else Kind.SECTION
    if opening and kind in {Kind.ACKNOWLEDGEMENTS, Kind.STATEMENT}:
        return Heading(index, line, opening[1], None, kind, strong=True, quad=False, run_in=True)
    return None
