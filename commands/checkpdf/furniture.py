"""Drop what stands on pages beside their text: page numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from statistics import median_high

from commands.checkpdf.reading import Line, Page

PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—]?(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 4
EDGE = 0.13  # of the page's height: headers and footers stand here
EDGE_LINES = 3
REPEATS = 3
LARGER = 1.05  # than most lines of the page
HEIGHT = attrgetter("y")

Edges = tuple[Sequence[Line], Sequence[Line]]
"""The lines at the head of a page, and those at its foot, from the top."""


def without_furniture(pages: Sequence[Page]) -> Iterator[Sequence[Line]]:
    """Give each page's lines but for numbers, and what holds them or repeats from page to page."""
    edges_of = [_edges(page) for page in pages]
    traces_of = [[_trace(line) for line in chain(*edges)] for edges in edges_of]
    seen = Counter(chain.from_iterable(map(set, traces_of)))
    least = min(REPEATS, max(2, len(pages)))
    numbered_on = _numbered(pages, edges_of)
    for page, edges, traces, numbered in zip(pages, edges_of, traces_of, numbered_on, strict=True):
        at_edge = list(chain(*edges))
        repeated = {id(line) for line, trace in zip(at_edge, traces, strict=True) if seen[trace] >= least}
        bare = {id(line) for line in (*at_edge[:1], *at_edge[-1:]) if PAGE_NUMBER.fullmatch(line.text)}
        dropped = repeated | bare | numbered
        yield [line for line in page.lines if id(line) not in dropped] if dropped else page.lines


def _edges(page: Page) -> Edges:
    head, foot = EDGE * page.height, (1 - EDGE) * page.height
    top = sorted([line for line in page.lines if line.y < head], key=HEIGHT)
    bottom = sorted([line for line in page.lines if line.y > foot], key=HEIGHT)
    return top[:EDGE_LINES], bottom[-EDGE_LINES:]


def _trace(line: Line) -> tuple[int, str]:
    return round(line.y / 4), DIGITS.sub("", line.text)


def _numbered(pages: Sequence[Page], edges_of: Sequence[Edges]) -> Iterable[set[int]]:
    """Find on each page the outermost lines with its number, in a running head or above a wide margin.

    Only where most pages have it there: a section may have the number of its page.
    """
    found = [list(_outermost_numbers(page, edges)) for page, edges in zip(pages, edges_of, strict=True)]
    counted = Counter(place for places in found for place in {place for place, _ in places})
    usual = {place for place, count in counted.items() if count >= max(REPEATS, len(pages) / 2)}
    return [{id(line) for place, line in places if place in usual} for places in found]


def _outermost_numbers(page: Page, edges: Edges) -> Iterator[tuple[tuple[str, int], Line]]:
    """The numbers at the ends of the outermost lines, told by how far they are from the page's own.

    Away from the edges only bare numbers count.
    """
    if not page.lines:
        return
    top, bottom = edges
    first = top[0] if top else min(page.lines, key=HEIGHT)
    last = bottom[-1] if bottom else max(page.lines, key=HEIGHT)
    for side, line, is_at_edge in (("head", first, bool(top)), ("foot", last, bool(bottom))):
        if not (line.text[0].isdecimal() or line.text[-1].isdecimal()):
            continue
        if _heads_section(line, page):
            continue
        words = line.text.split()
        for word in {words[0], words[-1]} if is_at_edge or len(words) == 1 else ():
            if word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER:
                yield (side, int(word) - page.number), line


def _heads_section(line: Line, page: Page) -> bool:
    """Tell a section's heading, which may have its page's number where each section opens a page."""
    title = line.rest
    if title is None or not title.bold:
        return False
    return title.size > LARGER * median_high([each.size for each in page.lines])
