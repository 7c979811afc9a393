"""Draw the page on which the main text ends, and what tells the authors, each marked."""

import io
from collections.abc import Iterable

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from PIL import Image, ImageDraw, ImageFont

from commands.checkpdf.ending import Place
from commands.checkpdf.inspection import Box, Finding, PagePicture
from commands.checkpdf.layout import Layout

WIDTH = 760  # pixels
LARGEST_SIDE = 1600
GREEN, RED, TINT = (20, 120, 60), (190, 30, 40), (255, 150, 150)
LABEL = "main text ends here"
MOST_LEAKS = 3
GRAVITY = {"error": 0, "warning": 1}
PADDING, AROUND = 3, 90  # points, pixels
SHOWN = {
    "names": "a name that you gave",
    "authors": "what names the authors",
    "e-mail": "an e-mail address",
    "affiliation": "where the authors work",
    "links": "a link of your own",
    "anonymous": "the authors are still hidden",
}


def draw_end(document: pdfium.PdfDocument, layout: Layout, end: Place, *, over: bool) -> PagePicture:
    """Render the page as a small PNG."""
    image, scale = _rendered(document, end.page)
    marked = _marked(image, layout, end, scale, over=over)
    return PagePicture(end.page, _png(marked), f"Page {end.page} with the end of the main text marked")


def draw_leaks(document: pdfium.PdfDocument, findings: Iterable[Finding]) -> tuple[PagePicture, ...]:
    """Render the surroundings of the gravest findings that have a place, each place once."""
    grave = sorted((each for each in findings if each.box and each.severity in GRAVITY), key=_gravity)
    places = {(each.page, each.box): each for each in reversed(grave)}
    chosen = [each for each in grave if places[each.page, each.box] is each][:MOST_LEAKS]
    return tuple(_leak(document, each.page, each.box, each) for each in chosen if each.page and each.box)


def _gravity(finding: Finding) -> int:
    return GRAVITY[finding.severity]


def _leak(document: pdfium.PdfDocument, number: int, box: Box, finding: Finding) -> PagePicture:
    image, scale = _rendered(document, number)
    left, right = int((box.left - PADDING) * scale), int((box.right + PADDING) * scale)
    top, bottom = int((box.top - PADDING) * scale), int((box.bottom + PADDING) * scale)
    ImageDraw.Draw(image).rectangle((left, top, max(left, right), max(top, bottom)), outline=RED, width=2)
    around = (0, max(0, top - AROUND), image.width, min(image.height, bottom + AROUND))
    part = image.crop(around) if around[1] < around[3] else image
    place = f"Page {number}, line {finding.line}" if finding.line else f"Page {number}"
    return PagePicture(
        number, _png(part), f"{place}, marked: {SHOWN.get(finding.rule, finding.rule)}", finding.stage
    )


def _rendered(document: pdfium.PdfDocument, number: int) -> tuple[Image.Image, float]:
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_bbox()
        scale = min(WIDTH / max(right - left, 1.0), LARGEST_SIDE / max(top - bottom, 1.0))
        return page.render(scale=scale).to_pil().convert("RGB"), scale
    finally:
        page.close()


def _marked(image: Image.Image, layout: Layout, end: Place, scale: float, *, over: bool) -> Image.Image:
    column = image.width // layout.columns
    left, right, y = column * end.column, column * (end.column + 1), int((end.y + 4) * scale)
    top = int((layout.column.top - layout.body_size) * scale)
    if over:
        _shade(image, (0, top, left, image.height))
        _shade(image, (left, top, right, y))
    colour = RED if over else GREEN
    draw = ImageDraw.Draw(image)
    draw.line([(left, y), (right, y)], fill=colour, width=2)
    font = ImageFont.load_default(size=14)
    _, _, width, _ = draw.textbbox((0, 0), LABEL, font=font)
    draw.text((right - width - 8, y + 4), LABEL, fill=colour, font=font)
    return image


def _shade(image: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Tint what is past the limit."""
    left, top, right, bottom = box
    if left < right and top < bottom:
        part = image.crop(box)
        image.paste(Image.blend(part, Image.new("RGB", part.size, TINT), 0.3), (left, top))


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.convert("P", palette=Image.Palette.WEB, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()
