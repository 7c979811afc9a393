"""Ask a PDF's own destinations where its bibliography stands, for want of a heading."""

import ctypes
from bisect import bisect_left
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdfium2 import raw

from commands.checkpdf.reading import Spot

MOST = 3_000
LONGEST_NAME = 512  # bytes
ENTRY = "cite."  # how hyperref names the entries of a bibliography


class _Names:
    """The named destinations of a file, which the format keeps sorted by name."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._name, self._length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_long()

    def __len__(self) -> int:
        return int(raw.FPDF_CountNamedDests(self._document))

    def __getitem__(self, index: int) -> tuple[str, object]:
        self._length.value = LONGEST_NAME
        destination = raw.FPDF_GetNamedDest(self._document.raw, index, self._name, self._length)
        return self._name.raw[: max(self._length.value, 0)].decode("utf-16-le", "replace"), destination


def first_entries(document: pdfium.PdfDocument) -> tuple[Spot, ...]:
    """Find the bibliography entries that a citation can jump to, on the first page that has any."""
    pages = len(document)
    places: dict[int, list[object]] = {}
    for destination in _entries(_Names(document)):
        page = raw.FPDFDest_GetDestPageIndex(document, destination)
        places.setdefault(page, []).append(destination)
    first = min((page for page in places if 0 <= page < pages), default=None)
    if first is None:
        return ()
    height: float = document.get_page_size(first)[1]
    return tuple(_spot(first + 1, height, each) for each in places[first])


def _entries(names: _Names) -> Iterator[object]:
    """Give the destinations of entries, which stand side by side."""
    count = len(names)
    start = bisect_left(range(count), ENTRY, key=lambda index: names[index][0])
    for index in range(start, min(count, start + MOST)):
        name, destination = names[index]
        if not name.startswith(ENTRY):
            return
        yield destination


def _spot(page: int, height: float, destination: object) -> Spot:
    """Measure from the page's corner, where the destination names more than the page."""
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    told = raw.FPDFDest_GetLocationInPage(destination, has_x, has_y, has_zoom, x, y, zoom)
    left, top = (x.value if has_x.value else 0.0), (height - y.value if has_y.value else 0.0)
    return Spot(page, left, top) if told else Spot(page, 0.0, 0.0)
