"""What the page check finds in a made paper, told by pages."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection
from tests.papers.typeset import LIMITS, ROWS, Paper, paper

Places = tuple[int | None, int | None, int | None, int | None]


def checked(made: Paper) -> Inspection:
    return inspect(made.pdf(), LIMITS, picture=False)


def places(result: Inspection) -> Places:
    """The pages of the end of main text, references, appendix and checklist."""
    end = result.main_text.last_page if result.main_text else None
    return end, result.references_page, result.appendix_page, result.checklist_page


def text() -> Paper:
    """A paper whose text ends in the middle of page 4."""
    return paper().fill_to(4, 30)


def full() -> Paper:
    """A paper whose text fills page 4."""
    return paper().fill_to(4, ROWS - 1)


def cited(made: Paper, page: int, spots: Sequence[tuple[float, float]]) -> Inspection:
    """Check a paper whose citations lead to these places of a page, in points from its left and top."""
    height = made.page_size[1]
    writer = PdfWriter(io.BytesIO(made.pdf()))
    target = writer.pages[page - 1].indirect_reference
    for number, (left, top) in enumerate(spots):
        corner = NumberObject(int(left)), NumberObject(int(height - top))
        place = ArrayObject([target, NameObject("/XYZ"), *corner, NumberObject(0)])
        writer.add_named_destination_array(TextStringObject(f"cite.writer{number}"), place)
    buffer = io.BytesIO()
    writer.write(buffer)
    return inspect(buffer.getvalue(), LIMITS, picture=False)
