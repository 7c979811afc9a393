"""Recognise pages whose text is a picture, or in a font that gives no letters."""

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations

from commands.checkpdf.floats import CAPTION, is_turned
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Page, read_boxes

FEW_CHARACTERS = 80
SAMPLE_LINES = 30
FULL_PAGE = 0.5  # of the page's area under one picture
LEAST_LETTERS = 0.2  # of the characters
FIGURES = 0.5  # of the characters are digits on a page of numbers
FREQUENT_LETTERS = "etaoi"  # in most languages already enough, and quick to count
MOST_FIGURE_PAGES = 0.25  # of the main part


def unreadable_pages(document: pdfium.PdfDocument, layout: Layout, landmarks: Landmarks) -> tuple[int, ...]:
    """List the pages of the main part that cannot be read; a few without words may hold figures alone.

    Where the references have no heading, it may stand on the page before their first entry.
    """
    stops = landmarks.stop < len(layout.lines)
    main = layout.pages[: layout.lines[landmarks.stop].page if stops else len(layout.pages)]
    blind = [page.number for page in main if _is_garbled(page) or is_turned(page) or _is_scan(document, page)]
    references = landmarks.references
    headed = references is not None and (references.title != "" or references.line.page - 1 not in blind)
    dark = [number for number in blind if not _holds_turned_table(layout.pages[number - 1])]
    figures = headed and 1 not in blind and len(dark) <= max(1, MOST_FIGURE_PAGES * len(main))
    return () if figures else tuple(blind)


def _holds_turned_table(page: Page) -> bool:
    return is_turned(page) and any(CAPTION.match(text.strip()) for text in page.sideways)


def _is_garbled(page: Page) -> bool:
    text = "".join([line.text for line in page.lines[:SAMPLE_LINES]]).replace(
        ".", ""
    )  # as contents are led by
    enough = LEAST_LETTERS * len(text)
    if len(text) <= FEW_CHARACTERS or sum(map(text.count, FREQUENT_LETTERS)) >= enough:
        return False
    if sum(map(str.isdecimal, text)) > FIGURES * len(text):
        return False
    return sum(map(str.isalpha, text)) < enough


def _is_scan(document: pdfium.PdfDocument, page: Page) -> bool:
    if sum(len(line.text) for line in page.lines) > FEW_CHARACTERS:
        return False
    boxes = read_boxes(document, page.number)
    area = page.width * page.height
    return any((box.right - box.left) * (box.bottom - box.top) > FULL_PAGE * area for box in boxes)
