"""Read the lines of a PDF's pages, with their places, sizes and weights, through PDFium."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdfium2 import raw

from commands.checkpdf.inspection import Box
from commands.checkpdf.linking import read_links

HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end
LINE_BREAK = "\r\n"
LEADING_NUMBER = re.compile(r"(\d{1,4}|[A-Z])(?:\.\d+)*[.:)]? +(?=\S)")
BOLD_NAME = re.compile(r"bold|black|heavy|medi\b|-medi|semibold|demi|cmbx|sfbx|ecbx|lmbx", re.IGNORECASE)
SUBSET = re.compile(r"^[A-Z]{6}\+")
BOLD_WEIGHT = 600
MOST_CHARACTERS = 60_000
LONGEST_LINE = 500  # characters kept, so that no pattern meets a line without end
LONGEST_LOWER_TITLE = 40  # a longer line that starts in lower case is no heading
MOST_OBJECTS = 2_000

Handle = Any  # what PDFium gives for a page or its text


@dataclass(slots=True, eq=False)  # not frozen: a paper has thousands, and freezing doubles what each costs
class Line:
    """A line of text; lengths in points, `y` the baseline measured from the top of the page.

    Where a number opens the line, `rest` is the line without it and `gap` the white space between them.
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


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A height on a page, in points from its top."""

    page: int
    y: float


def read_page(document: pdfium.PdfDocument, number: int, *, links: bool) -> Page:
    """Read one page, counted from 1."""
    with _loaded(document, number) as page:
        if raw.FPDFPage_GetRotation(page):
            raw.FPDFPage_SetRotation(page, 0)  # PDFium breaks the lines of a turned page elsewhere
        box = _page_box(page)
        with _text(page) as text:
            reader = _Reader(text, number, box.left, box.top)
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
        raise pdfium.PdfiumError(f"Page {number} does not load.")
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
    """Asks PDFium about single characters, with the buffers that it fills."""

    def __init__(self, text: Handle, number: int, left: float, top: float) -> None:
        self.text = text
        self.number = number
        self.left, self.top = left, top
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.matrix, self.rectangle = raw.FS_MATRIX(), raw.FS_RECTF()
        self.name, self.flags = ctypes.create_string_buffer(80), ctypes.c_int()
        self.in_step = False  # every character of the file stands in the text, so places need no translation
        self.sideways: list[str] = []
        self.fonts: dict[bytes, tuple[str, bool]] = {}
        self.sizes: dict[float, float] = {}

    def lines(self) -> Iterator[Line]:
        position = 0
        for row in self._characters().replace(HYPHEN, HYPHEN + LINE_BREAK).split(LINE_BREAK):
            broken = row.endswith(HYPHEN)
            text = (row[:-1] if broken else row).strip()
            if text:
                line = self._line(text, position + row.index(text[0]), broken=broken)
                if line:
                    yield line
                else:
                    self.sideways.append(row.removesuffix(HYPHEN))
            position += len(row) + (0 if broken else len(LINE_BREAK))

    def _characters(self) -> str:
        count = min(raw.FPDFText_CountChars(self.text), MOST_CHARACTERS)
        if count <= 0:
            return ""
        buffer = bytearray(2 * (2 * count + 1))  # two units at most for a character
        written = raw.FPDFText_GetText(self.text, 0, count, ctypes.c_ushort.from_buffer(buffer)) - 1
        self.in_step = written == count
        units = buffer[: 2 * max(written, 0)]
        text = units.decode("utf-16-le", "surrogatepass")
        # One unit a character, so that places in the text stay places in the file: no surrogate pairs.
        return text if 2 * len(text) == len(units) else "".join(map(chr, memoryview(units).cast("H")))

    def _line(self, text: str, start: int, numbers: int = 2, *, broken: bool = False) -> Line | None:
        """Measure a line; in front of its text may stand a margin's number and a section's."""
        first = start if self.in_step else self._index(start)
        size = self._size(first)
        if size is None:
            return None
        raw.FPDFText_GetCharOrigin(self.text, first, self.x, self.y)
        x0, y = self.x.value - self.left, self.top - self.y.value
        x1 = self._right(start + len(text) - 1)
        font, bold, opening = "", False, None
        rest, gap = None, 0.0
        lower = text[0].islower()
        if not lower or len(text) <= LONGEST_LOWER_TITLE:
            font, bold = self._font(first)
        if numbers and not lower:
            opening = LEADING_NUMBER.match(text)
        if opening:
            rest = self._line(text[opening.end() :], start + opening.end(), numbers - 1, broken=broken)
            gap = rest.x0 - self._right(start + len(opening[0].rstrip()) - 1) if rest else 0.0
        text = text[:LONGEST_LINE]
        return Line(self.number, text, x0, max(x0, x1), y, size, bold, gap, rest, broken, font)

    def _index(self, position: int) -> int:
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self.text, position))

    def _right(self, position: int) -> float:
        index = position if self.in_step else self._index(position)
        raw.FPDFText_GetLooseCharBox(self.text, index, self.rectangle)
        right: float = self.rectangle.right
        return right - self.left

    def _size(self, index: int) -> float | None:
        """Give the size as seen on the page, or None for text that does not run from left to right."""
        matrix = self.matrix
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        if matrix.b and abs(matrix.b) > abs(matrix.a):
            return None
        size: float = raw.FPDFText_GetFontSize(self.text, index) * (abs(matrix.d) or 1.0)
        known = self.sizes.get(size)
        if known is None:
            known = self.sizes[size] = round(size, 1)
        return known

    def _font(self, index: int) -> tuple[str, bool]:
        raw.FPDFText_GetFontInfo(self.text, index, self.name, 80, self.flags)
        name = self.name.value
        known = self.fonts.get(name)
        if known is None:
            plain, bold = _font_named(name)
            known = plain, bold or raw.FPDFText_GetFontWeight(self.text, index) >= BOLD_WEIGHT
            self.fonts[name] = known
        return known


@lru_cache(maxsize=1000)
def _font_named(name: bytes) -> tuple[str, bool]:
    """Give a font's name without the mark of its subset, and whether it says that it is bold."""
    text = name.decode("latin-1")
    return SUBSET.sub("", text), bool(BOLD_NAME.search(text))
