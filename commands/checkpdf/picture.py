"""Draw the page on which the main text ends, with the end marked."""

import io

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from PIL import Image, ImageDraw, ImageFont

from commands.checkpdf.ending import Place
from commands.checkpdf.layout import Layout

WIDTH = 760  # pixels
LARGEST_SIDE = 1600
COLOURS = 48
GREEN, RED = (20, 120, 60), (190, 30, 40)
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
    marked = _marked(image, layout, end.y * scale, scale, over=over)
    return _png(marked)


def _marked(image: Image.Image, layout: Layout, y: float, scale: float, *, over: bool) -> Image.Image:
    colour = RED if over else GREEN
    if over:
        image = _shaded(image, int((layout.column.top - layout.body_size) * scale), int(y))
    draw = ImageDraw.Draw(image)
    below = y + 4 * scale
    draw.line([(0, below), (image.width, below)], fill=colour, width=2)
    font = ImageFont.load_default(size=14)
    box = draw.textbbox((0, 0), LABEL, font=font)
    draw.text((image.width - box[2] - 8, below + 4), LABEL, fill=colour, font=font)
    return image


def _shaded(image: Image.Image, top: int, bottom: int) -> Image.Image:
    """Tint what is past the limit."""
    if bottom <= top:
        return image
    part = image.crop((0, top, image.width, bottom))
    image.paste(Image.blend(part, Image.new("RGB", part.size, (255, 150, 150)), 0.3), (0, top))
    return image


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.quantize(COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
