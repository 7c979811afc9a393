"""The names that an author types are found wherever a reader could see or dig them out."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.annotations import FreeText, Link
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Finding
from commands.checkpdf.names import found_in, parse_names
from tests.papers.typeset import LIMITS, Paper, paper

ADA = "Ada Lovelace"


def hidden(line: str) -> Paper:
    return Paper().title("A Study", "Anonymous Author(s)").section("Introduction").line(line).prose(5)


def found(data: bytes, names: str = ADA) -> list[Finding]:
    return [
        each for each in inspect(data, LIMITS, picture=False, names=names).findings if each.rule == "names"
    ]


def edited(edit: str) -> bytes:
    """A paper with the name in one hidden place."""
    writer = pypdf.PdfWriter(io.BytesIO(paper().references(5).pdf()))
    match edit:
        case "metadata":
            writer.add_metadata({"/Keywords": f"circuits by {ADA}"})
        case "XMP":
            stream = StreamObject()
            stream._data = f"<dc:rights>{ADA}</dc:rights>".encode()
            writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
        case "link":
            writer.add_annotation(0, Link(rect=(100, 600, 200, 620), url="https://example.org/ada_lovelace"))
        case "annotation":
            writer.add_annotation(0, FreeText(text=f"To do for {ADA}", rect=(100, 600, 200, 620)))
        case "attachment":
            writer.add_attachment("notes.txt", f"for {ADA}".encode())
        case "attachment's name":
            writer.add_attachment("ada-lovelace.txt", b"notes")
        case "bookmark":
            writer.add_outline_item(title=f"Work of {ADA}", page_number=0)
        case "figure's file name":
            figure = StreamObject()
            figure[NameObject("/PTEX.FileName")] = TextStringObject("/home/x/ada_lovelace/plot.pdf")
            resources = writer.pages[0]["/Resources"].get_object()
            assert isinstance(resources, DictionaryObject)
            resources[NameObject("/XObject")] = DictionaryObject(
                {NameObject("/Fig1"): writer._add_object(figure)}
            )
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "Thanks to Ada Lovelace for this.",
        "THANKS TO ADA LOVELACE.",
        "Thanks to A. Lovelace for this.",
        "Lovelace, Ada: notes on the engine.",
        "See the folder ada_lovelace for more.",
        "Ask AdaLovelace on the forum.",
    ],
)
def test_a_name_in_the_text_is_found_with_its_place(line: str) -> None:
    (finding,) = found(hidden(line).references(5).pdf())
    assert (finding.severity, finding.page) == ("error", 1)
    assert finding.line
    assert finding.box


@pytest.mark.parametrize(
    "line", ["Nevada Lovelaces met.", "Ada saw it. Lovelace too, said they.", "The lace."]
)
def test_what_only_looks_like_the_name_is_left_alone(line: str) -> None:
    assert found(hidden(line).references(5).pdf()) == []


@pytest.mark.parametrize(
    ("first", "second"), [("written by Ada", "Lovelace and others"), ("by Ada Love-", "lace and others")]
)
def test_a_name_broken_over_lines_is_found(first: str, second: str) -> None:
    made = paper().line(f"It was all of it, from the first to the last line, {first}").line(second).prose(3)
    assert [each.severity for each in found(made.references(5).pdf())] == ["error"]


@pytest.mark.parametrize(
    "place",
    [
        "metadata",
        "XMP",
        "link",
        "annotation",
        "attachment",
        "attachment's name",
        "bookmark",
        "figure's file name",
    ],
)
def test_a_name_beside_the_text_is_found(place: str) -> None:
    assert [each.severity for each in found(edited(place))] == ["error"]


def test_a_name_among_the_references_is_no_more_than_a_note() -> None:
    made = paper().references(3).line("[4] Ada Lovelace. Notes on the engine. 1843.", size=9)
    assert [each.severity for each in found(made.pdf())] == ["note"]


def test_a_name_in_a_header_is_found_too() -> None:
    made = paper()
    for _ in range(3):
        made.canvas.drawString(108, 750, "Ada Lovelace et al.")
        made.new_page().prose(20)
    assert {each.page for each in found(made.references(5).pdf())} == {1, 2, 3}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gödel", "GODEL"),
        ("Godel", "Kurt Go\u00a8del"),
        ("Łukasz", "lukasz"),
        ("Griffiths", "Gri\ufb03ths"),
        ("@ada-l", "https://github.com/ada-l/engine"),
        ("https://github.com/ada-l/", "github.com/ada-l"),
        ("huggingface.co/adal", "the model adal/gpt"),
        ("李明", "由李明完成"),
    ],
)
def test_accents_ligatures_and_addresses_do_not_matter(name: str, text: str) -> None:
    assert found_in(parse_names(name), text)


def test_an_initial_is_no_article() -> None:
    assert not found_in(parse_names("A. Writer"), "It is the work of a writer.")
    assert found_in(parse_names("A. Writer"), "It is the work of A. Writer.")


def test_names_are_parted_by_commas_semicolons_and_lines() -> None:
    typed = "Ada Lovelace, @ada-l;Charles Babbage\nhttps://huggingface.co/cb\n, x"
    assert [each.name for each in parse_names(typed)] == [ADA, "ada-l", "Charles Babbage", "cb"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_name_and_no_text_breaks_the_search(typed: str, text: str) -> None:
    known = {each.name for each in parse_names(typed)}
    assert set(found_in(parse_names(typed), text)) <= known


def test_each_leak_is_shown_and_at_most_three() -> None:
    made = hidden("Thanks to Ada Lovelace.")
    for _ in range(5):
        made.line("And to Ada Lovelace again.")
    result = inspect(made.references(5).pdf(), LIMITS, names=ADA)
    named = [each for each in result.findings if each.rule == "names"]
    assert len(named) == 3
    assert "on 3 more lines of this page" in named[-1].message
    leaks = [each for each in result.pictures if each.stage == "submission"]
    assert len(leaks) == 3
    assert all(each.content.startswith(b"\x89PNG") for each in leaks)
    assert not any("Lovelace" in each.description for each in leaks)
