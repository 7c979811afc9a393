"""Read the addresses that a page's links lead to, through PDFium."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdfium2 import raw

from commands.checkpdf.inspection import Box

MOST_LINKS = 400  # of a page
LONGEST = 200  # bytes kept of an address


def read_links(
    document: pdfium.PdfDocument, page: object, left: float, top: float
) -> Iterator[tuple[str, Box]]:
    """Give each address with the place where it can be clicked, from the upper left corner on."""
    position, link = ctypes.c_int(), raw.FPDF_LINK()
    rectangle, address = raw.FS_RECTF(), ctypes.create_string_buffer(LONGEST)
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            needed = raw.FPDFAction_GetURIPath(document.raw, action, address, LONGEST)
            raw.FPDFLink_GetAnnotRect(link, rectangle)
            box = Box(
                rectangle.left - left, top - rectangle.top, rectangle.right - left, top - rectangle.bottom
            )
            if 0 < needed <= LONGEST:
                yield address.value.decode("utf-8", "replace"), box
