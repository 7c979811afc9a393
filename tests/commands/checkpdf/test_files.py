"""Files that cannot be judged are refused with a sentence, whatever they are."""

import io
import random

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, NameObject, StreamObject

from commands.checkpdf.inspect import inspect
from commands.checkpdf.opening import MOST_PAGES
from commands.core.errors import UserError
from tests.papers.typeset import LIMITS, Paper, paper

SOUND = paper().references(5).pdf()


def pages(count: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(612, 792)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"Dear organisers, here is our paper.", "not a PDF"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"PK\x03\x04word/document.xml", "office document"),
        (b"%PDF-1.7\n", "damaged"),
        (SOUND[:200], "damaged"),
        (paper().pdf(password="secret"), "password"),  # noqa: S106 - a file's, made here
        (pages(MOST_PAGES + 1), "301 pages"),
    ],
    ids=["empty", "text", "web page", "office", "head only", "cut early", "locked", "too many pages"],
)
def test_a_file_that_is_no_readable_paper_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        inspect(data, LIMITS)


def test_a_paper_with_blank_pages_only_is_not_judged() -> None:
    result = inspect(pages(3), LIMITS)
    assert set(result.verdicts.values()) == {"unsure"}


def test_a_paper_cut_short_is_mended_or_refused() -> None:
    cut = SOUND[: len(SOUND) * 3 // 4]
    try:
        assert inspect(cut, LIMITS, picture=False).pages >= 0
    except UserError as error:
        assert "damaged" in str(error)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_no_damage_gets_past_the_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible damage
    data = bytearray(SOUND)
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        result = inspect(bytes(data), LIMITS, picture=False)
    except UserError:
        return
    assert result.pages >= 1


@pytest.mark.parametrize("text", ["a" * 59_000, "a.b-" * 14_000, " 1" * 29_000, "A " * 29_000])
@pytest.mark.timeout(10)
def test_a_line_without_end_is_read_in_no_time(text: str) -> None:
    made = paper()
    made.canvas.setFont("Times-Roman", 0.01)
    made.canvas.drawString(108, 300, text)
    assert inspect(made.references(5).pdf(), LIMITS, picture=False).references_page == 1


@pytest.mark.parametrize(
    "metadata", [b"<dc:creator>" * 60_000, b"<dc:creator" * 60_000, b"pdf:Author='" * 60_000]
)
@pytest.mark.timeout(10)
def test_metadata_without_end_is_read_in_no_time(metadata: bytes) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(SOUND))
    stream = StreamObject()
    stream._data = metadata
    writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert inspect(buffer.getvalue(), LIMITS, picture=False, names="Ada Lovelace").pages == 1


@pytest.mark.timeout(10)
def test_thousands_of_links_are_read_in_no_time() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(paper().fill_to(40, 9).references(5).pdf()))
    link = Link(rect=(108, 300, 300, 310), url="https://github.com/ada/engine")
    for number in range(len(writer.pages)):
        writer.add_annotation(number, link)
        page = writer.pages[number]
        page[NameObject("/Annots")] = ArrayObject([page["/Annots"][0]] * 5000)  # type: ignore[index]  # an array
    buffer = io.BytesIO()
    writer.write(buffer)
    assert any(each.rule == "links" for each in inspect(buffer.getvalue(), LIMITS, picture=False).findings)


def test_the_picture_is_a_small_png_of_the_last_page() -> None:
    result = inspect(paper().fill_to(5, 8).references(5).pdf(), LIMITS)
    assert result.pictures
    assert result.pictures[0].content.startswith(b"\x89PNG")
    assert len(result.pictures[0].content) < 250_000


def test_a_page_of_pictures_costs_no_text() -> None:
    made = Paper().title("Only a Title", "Anonymous Author(s)")
    assert inspect(made.pdf(), LIMITS).pages == 1
