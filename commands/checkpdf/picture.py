"""Draw the page on which the main text ends, with the end marked."""

import io

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from PIL import Image, ImageDraw, ImageFont

from commands.checkpdf.ending import Place
from commands.checkpdf.layout import Layout

WIDTH = 760  # pixels
LARGEST_SIDE = 1600
GREEN, RED, TINT = (20, 120, 60), (190, 30, 40), (255, 150, 150)
LABEL = "main text ends here"


def draw_end(document: pdfium.PdfDocument, layout: Layout, end: Place, *, over: bool) -> bytes:
    """Render the page as a small PNG."""
    page = document[end.page - 1]
    try:
        width, height = page.get_size()
        scale = min(WIDTH / width, LARGEST_SIDE / height)
        image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        page.close()
    return _png(_marked(image, layout, end, scale, over=over))


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
