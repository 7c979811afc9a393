"""Read the lines of a PDF's pages, with their places, sizes and weights, through PDFium."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdfium2 import raw

from commands.checkpdf.characters import Characters
from commands.checkpdf.inspection import Box
from commands.checkpdf.linking import read_links
from commands.core.errors import UserError

HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end
LINE_BREAK = "\r\n"
LEADING_NUMBER = re.compile(r"(\d{1,4}|[A-Z])(?:\.\d+)*[.:)]? +(?=\S)")
LONGEST_NUMBER = 4  # digits of a line's number
LONGEST_LINE = 500  # characters kept, so that no pattern meets a line without end
LONGEST_LOWER_TITLE = 40  # a longer line that starts in lower case is no heading
MOST_OBJECTS = 2_000

Handle = Any  # what PDFium gives for a page or its text


@dataclass(slots=True, eq=False)
class Closing:
    """A number that closes a line: its place and size, and the line's text and right end without it."""

    number: int
    x0: float
    size: float
    text: str
    right: float

    @property
    def gap(self) -> float:
        return self.x0 - self.right


@dataclass(slots=True, eq=False)  # not frozen: a paper has thousands, and freezing doubles what each costs
class Line:
    """A line of text; lengths in points, `y` the baseline measured from the top of the page.

    Where a number opens the line, `rest` is the line without it and `gap` the white space between them;
    `closing` is the number that closes it, where there is one.
    A `broken` line ends within a word; `font` is known of lines that may be headings.
    """

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    gap: float = 0.0
    rest: "Line | None" = None
    broken: bool = False
    font: str = ""
    closing: Closing | None = None

    @property
    def box(self) -> Box:
        return Box(self.x0, self.y - self.size, self.x1, self.y + 0.3 * self.size)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its size in points, its lines in the order of the file, sideways text, links."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    sideways: tuple[str, ...] = ()
    links: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: its address, and where it can be clicked."""

    page: int
    address: str
    box: Box


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page, in points from its left and its top."""

    page: int
    x: float
    y: float


def read_page(document: pdfium.PdfDocument, number: int, *, links: bool) -> Page:
    """Read one page, counted from 1."""
    with _loaded(document, number) as page:
        if raw.FPDFPage_GetRotation(page):
            raw.FPDFPage_SetRotation(page, 0)  # PDFium breaks the lines of a turned page elsewhere
        box = _page_box(page)
        with _text(page) as text:
            reader = _Reader(Characters(text), number, box.left, box.top)
            lines = tuple(reader.lines())
        found = read_links(document, page, box.left, box.top) if links else ()
        linked = tuple(Link(number, address, place) for address, place in found)
    return Page(number, box.right - box.left, box.top - box.bottom, lines, tuple(reader.sideways), linked)


def read_boxes(document: pdfium.PdfDocument, number: int) -> list[Box]:
    """Find the pictures and drawings on a page."""
    kinds = {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING}
    with _loaded(document, number) as page:
        box = _page_box(page)
        count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
        objects = (raw.FPDFPage_GetObject(page, index) for index in range(count))
        return [_box(each, box.left, box.top) for each in objects if raw.FPDFPageObj_GetType(each) in kinds]


def _box(page_object: object, edge: float, head: float) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(page_object, left, bottom, right, top)
    return Box(left.value - edge, head - top.value, right.value - edge, head - bottom.value)


def _page_box(page: Handle) -> Any:
    """Measure the page in its own system, whose heights rise; there, it need not start at 0."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, box):
        raise pdfium.PdfiumError("A page without a size.")
    return box


@contextmanager
def _loaded(document: pdfium.PdfDocument, number: int) -> Iterator[Handle]:
    """Load a page by hand: what pypdfium2 does to track it costs time on every page."""
    page = raw.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise UserError(f"Page {number} of this PDF is damaged. Export it again, and check that.")
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


@contextmanager
def _text(page: Handle) -> Iterator[Handle]:
    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise pdfium.PdfiumError("The text of a page does not load.")
    try:
        yield text
    finally:
        raw.FPDFText_ClosePage(text)


class _Reader:
    """Makes the lines of a page out of its characters."""

    def __init__(self, characters: Characters, number: int, left: float, top: float) -> None:
        self.characters = characters
        self.number = number
        self.left, self.top = left, top
        self.sideways: list[str] = []

    def lines(self) -> Iterator[Line]:
        position = 0
        for row in self.characters.read().replace(HYPHEN, HYPHEN + LINE_BREAK).split(LINE_BREAK):
            broken = row.endswith(HYPHEN)
            text = (row[:-1] if broken else row).strip()
            if text:
                line = self._line(text, position + row.index(text[0]), broken=broken)
                if line:
                    yield line
                else:
                    self.sideways.append(row.removesuffix(HYPHEN))
            position += len(row) + (0 if broken else len(LINE_BREAK))

    def _line(self, text: str, start: int, numbers: int = 2, *, broken: bool = False) -> Line | None:
        """Measure a line; in front of its text may stand a margin's number and a section's."""
        characters = self.characters
        first = characters.index(start)
        measures = characters.measure(first, characters.index(start + len(text) - 1))
        if measures is None:
            return None
        x, y, right, size = measures
        x0, x1 = x - self.left, right - self.left
        font, bold, opening = "", False, None
        rest, gap = None, 0.0
        lower = text[0].islower()
        if not lower or len(text) <= LONGEST_LOWER_TITLE:
            font, bold = characters.font(first)
        if numbers and not lower:
            opening = LEADING_NUMBER.match(text)
        if opening:
            rest = self._line(text[opening.end() :], start + opening.end(), numbers - 1, broken=broken)
            gap = rest.x0 - self._right(start + len(opening[0].rstrip()) - 1) if rest else 0.0
        closing = self._closing(text, start) if text[-1].isdecimal() else None
        text, x1, y = text[:LONGEST_LINE], max(x0, x1), self.top - y
        return Line(self.number, text, x0, x1, y, size, bold, gap, rest, broken, font, closing)

    def _closing(self, text: str, start: int) -> Closing | None:
        """Measure a number at a line's end: margins have their line numbers at the right as well."""
        before, _, number = text.rpartition(" ")
        before = before.rstrip()
        if not before or len(number) > LONGEST_NUMBER or not (number.isascii() and number.isdecimal()):
            return None
        first, last = (self.characters.index(start + len(text) - back) for back in (len(number), 1))
        measures = self.characters.measure(first, last)
        if measures is None:
            return None
        right = self._right(start + len(before) - 1)
        return Closing(int(number), measures[0] - self.left, measures[3], before[:LONGEST_LINE], right)

    def _right(self, place: int) -> float:
        return self.characters.right(self.characters.index(place)) - self.left
