"""Ask a PDF's own destinations where its bibliography stands, for want of a heading."""

import ctypes

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdfium2 import raw

from commands.checkpdf.reading import Spot

MOST = 3_000
LONGEST_NAME = 512  # bytes
ENTRY = "cite.".encode("utf-16-le")  # how hyperref names the entries of a bibliography


def first_entry(document: pdfium.PdfDocument) -> Spot | None:
    """Find the first bibliography entry that a citation can jump to."""
    name, length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_long()
    pages = len(document)
    places: dict[int, list[object]] = {}
    for index in range(min(raw.FPDF_CountNamedDests(document), MOST)):
        length.value = LONGEST_NAME
        destination = raw.FPDF_GetNamedDest(document.raw, index, name, length)
        if length.value > len(ENTRY) and name.raw.startswith(ENTRY):
            page = raw.FPDFDest_GetDestPageIndex(document, destination)
            places.setdefault(page, []).append(destination)
    first = min((page for page in places if 0 <= page < pages), default=None)
    if first is None:
        return None
    return Spot(first + 1, min(_top(document, first, each) for each in places[first]))


def _top(document: pdfium.PdfDocument, page: int, destination: object) -> float:
    """Measure from the top of the page; 0 where the destination names the page alone."""
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    told = raw.FPDFDest_GetLocationInPage(destination, has_x, has_y, has_zoom, x, y, zoom)
    height: float = document.get_page_size(page)[1]
    return height - y.value if told and has_y.value else 0.0
