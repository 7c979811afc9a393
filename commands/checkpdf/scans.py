"""Recognise pages whose text is a picture, or in a font that gives no letters."""

from collections.abc import Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations

from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.reading import Page, read_boxes

FEW_CHARACTERS = 80
FULL_PAGE = 0.5  # of the page's area under one picture
LEAST_LETTERS = 0.4


def unreadable_pages(
    document: pdfium.PdfDocument, pages: Sequence[Page], landmarks: Landmarks
) -> tuple[int, ...]:
    """List the pages of the main part that cannot be read; a page with nothing but a figure is no scan."""
    last = landmarks.references.line.page if landmarks.references else len(pages)
    blind = [page.number for page in pages[:last] if _is_garbled(page) or _is_scan(document, page)]
    figure_pages = len(blind) == 1 and blind[0] > 1 and landmarks.references is not None
    return () if figure_pages else tuple(blind)


def _is_garbled(page: Page) -> bool:
    text = "".join(line.text for line in page.lines)
    return len(text) > FEW_CHARACTERS and sum(map(str.isalpha, text)) < LEAST_LETTERS * len(text) * 0.5


def _is_scan(document: pdfium.PdfDocument, page: Page) -> bool:
    if sum(len(line.text) for line in page.lines) > FEW_CHARACTERS:
        return False
    boxes = read_boxes(document, page.number)
    area = page.width * page.height
    return any((box.right - box.left) * (box.bottom - box.top) > FULL_PAGE * area for box in boxes)
