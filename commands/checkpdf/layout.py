"""Bring the lines of a paper into reading order, without margin numbers, headers and footers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from commands.checkpdf.furniture import without_furniture
from commands.checkpdf.reading import Closing, Line, Page

USUAL_SIZE, LEAST_SIZE = 10.0, 2.0  # of body text; what seems smaller is in fonts that tell no size
LONG_LINE = 30  # characters; shorter lines say little about the type area
FEWEST_MARGIN_NUMBERS = 12
MARGIN_GAP = 4.0
SAME_PLACE = 3.0
WIDEST = 100_000  # points: no page is as wide
LEAST_COUNTED = 0.85  # of the body's size
RIGHT_SHARE = 0.9  # of the lines stay within the right edge, also where they are ragged
FEWEST_IN_COLUMN = 8
BODY_PAGES = 4  # long references or appendices in small type say nothing about the main text


@dataclass(frozen=True, slots=True)
class Column:
    """A page's type area, one column of it: its sides, and the baselines of its first and last line."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A paper's lines in reading order, with the measures of its body text."""

    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    body_size: float
    leading: float
    column: Column
    columns: int
    two_columns: frozenset[int]  # the pages set so
    margin_numbers: bool

    def column_of(self, line: Line) -> int:
        """Say in which column of its page a line stands, counted from 0."""
        return self.column_at(line.page, line.x0)

    def column_at(self, page: int, x: float) -> int:
        middle = self.pages[page - 1].width / 2
        return int(page in self.two_columns and x > middle - MARGIN_GAP)

    def line_number(self, line: Line) -> int:
        """Count the lines of a page down to this one: those on one height once, those of figures not."""
        least = LEAST_COUNTED * self.body_size
        lines = self.pages[line.page - 1].lines
        return len({round(other.y) for other in (*lines, line) if other.y <= line.y and other.size >= least})


def arrange(pages: Sequence[Page]) -> Layout:
    """Sort out a paper's lines."""
    ranges = _margin_places(pages)
    bare = pages
    if ranges:
        near = {place + shift for place in ranges for shift in (-1, 0, 1)}
        bare = [replace(page, lines=tuple(_without_margin_numbers(page.lines, near))) for page in pages]
    clean = [
        replace(page, lines=tuple(lines)) for page, lines in zip(bare, without_furniture(bare), strict=True)
    ]
    body_size = _body_size(clean[:BODY_PAGES])
    two = frozenset(page.number for page in clean if _two_columns(page.lines, page.width))
    ordered = [_ordered(page, columns=page.number in two) for page in clean]
    lines = [line for page in ordered for line in page]
    body = [_body(page, body_size) for page in ordered]
    leading = _leading(body, body_size)
    columns = 2 if 2 * len(two) > len(clean) else 1
    column = _column(body, columns)
    return Layout(tuple(clean), tuple(lines), body_size, leading, column, columns, two, bool(ranges))


def _margin_places(pages: Iterable[Page]) -> set[int]:
    """Find where the margin's line numbers stand: numbers that rise by one from line to line."""
    places: Counter[int] = Counter()
    for page in pages:
        numbers = sorted([*_opening_numbers(page.lines), *_closing_numbers(page.lines)])
        for (before, _), (number, place) in pairwise(numbers):
            if number == before + 1:
                places[place] += 1
    return set(places) if sum(places.values()) >= FEWEST_MARGIN_NUMBERS else set()


def _opening_numbers(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Give the numbers in front of lines that may be a margin's, each with its place."""
    for line in lines:
        if line.text[0].isdecimal() and _may_be_margin_number(line):
            yield int(line.text.split()[0]), round(line.x0)


def _closing_numbers(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Give the numbers behind lines that may be a margin's, each with its place."""
    for line in lines:
        if line.closing and _may_close(line, line.closing):
            yield line.closing.number, round(line.closing.x0)


def _may_be_margin_number(line: Line) -> bool:
    if line.text.isdecimal():
        return line.text.isascii()
    first = line.text.split()[0]
    return line.rest is not None and first.isdecimal() and first.isascii() and _set_apart(line, line.rest)


def _set_apart(line: Line, rest: Line) -> bool:
    return line.gap > MARGIN_GAP and line.size < 0.9 * rest.size


def _may_close(line: Line, closing: Closing) -> bool:
    return closing.gap > MARGIN_GAP and closing.size < 0.9 * (line.rest or line).size


def _without_margin_numbers(lines: Iterable[Line], places: set[int]) -> Iterable[Line]:
    for each in lines:
        line = _without_closing(each, places)
        if round(line.x0) not in places or not _may_be_margin_number(line):
            yield line
        elif line.rest:
            yield line.rest


def _without_closing(line: Line, places: set[int]) -> Line:
    closing = line.closing
    if not closing or round(closing.x0) not in places or not _may_close(line, closing):
        return line
    return _cut(line, closing)


def _cut(line: Line, closing: Closing) -> Line:
    """Take the number off the end of a line, which may break within a word before it."""
    broken = closing.text.endswith("-")
    rest = _cut(line.rest, line.rest.closing) if line.rest and line.rest.closing else None
    text = closing.text.removesuffix("-") or closing.text
    return replace(line, text=text, x1=closing.right, rest=rest, broken=broken, closing=None)


def _body_size(pages: Iterable[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if len(line.text) >= LONG_LINE:
                sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else USUAL_SIZE


def _body(lines: Iterable[Line], size: float) -> list[Line]:
    return [line for line in lines if abs(line.size - size) <= 0.04 * size and len(line.text) >= LONG_LINE]


def _leading(body: Iterable[Sequence[Line]], size: float) -> float:
    size = size if size >= LEAST_SIZE else USUAL_SIZE
    exact = Counter(
        below.y - above.y
        for lines in body
        for above, below in pairwise(lines)
        if abs(above.x0 - below.x0) < size
    )
    steps: Counter[float] = Counter()
    for distance, count in exact.items():
        step = round(distance, 1)
        if 0.95 * size <= step <= 3 * size:
            steps[step] += count
    return steps.most_common(1)[0][0] if steps else 1.1 * size


def _two_columns(lines: Sequence[Line], width: float) -> bool:
    middle, least = width / 2, LONG_LINE * 2 // 3
    right = len([line for line in lines if line.x0 > middle - MARGIN_GAP and len(line.text) >= least])
    if right < FEWEST_IN_COLUMN:
        return False
    wide = [line for line in lines if len(line.text) >= least]
    across = sum(line.x0 < middle - 30 and line.x1 > middle + 30 for line in wide)
    return right >= 0.25 * len(wide) and across <= 0.35 * len(wide)


def _ordered(page: Page, *, columns: bool) -> list[Line]:
    if not columns:
        return sorted(page.lines, key=lambda line: WIDEST * round(line.y) + line.x0)
    middle = page.width / 2 - MARGIN_GAP
    return sorted(page.lines, key=lambda line: (line.x0 > middle, round(line.y), line.x0))


def _column(body: Sequence[Sequence[Line]], columns: int) -> Column:
    """Measure the type area on the pages that are laid out like the first ones."""
    lines = [line for page in body[:BODY_PAGES] for line in page]
    if not lines:
        return Column(72.0, 540.0, 72.0, 720.0)
    left = Counter(round(line.x0) for line in lines).most_common(1)[0][0]
    first = [line for line in lines if abs(line.x0 - left) < SAME_PLACE] if columns > 1 else lines
    right = sorted(line.x1 for line in first)[int(RIGHT_SHARE * len(first))]
    alike = [
        page for page in body if sum([abs(line.x0 - left) < SAME_PLACE for line in page]) > len(page) / 4
    ]
    tops = [min([line.y for line in page]) for page in alike[1:]] or [lines[0].y]
    bottoms = [max([line.y for line in page]) for page in alike or [lines]]
    return Column(float(left), right, min(tops), _bottom(bottoms))


def _bottom(bottoms: Sequence[float]) -> float:
    """Give the lowest place that text reaches on two pages, so that one overlong page does not count."""
    lowest = sorted(bottoms, reverse=True)
    return next((low for low, other in pairwise(lowest) if low - other < SAME_PLACE), lowest[0])
