"""What tells a reviewer who wrote the paper."""

import io

import pypdf
import pytest
from pypdf.annotations import Link

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection
from tests.papers.typeset import LIMITS, Paper, paper


def checked(data: bytes) -> Inspection:
    return inspect(data, LIMITS, picture=False)


def rules(result: Inspection) -> set[str]:
    return {finding.rule for finding in result.findings}


def linked(address: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(paper().references(5).pdf()))
    writer.add_annotation(0, Link(rect=(108, 660, 300, 675), url=address))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "authors",
    [
        "Anonymous Author(s)",
        "Anonymous submission",
        "Anon.",
        "Author names omitted for review",
        "Blind submission",
        "Paper ID 1234",
        "No Author Given",
        "Code: https://anonymous.4open.science/r/circuits",
        "",
    ],
)
def test_a_paper_that_hides_its_authors_is_anonymous(authors: str) -> None:
    result = checked(paper(authors).references(5).pdf())
    assert result.anonymous is True
    assert "authors" not in rules(result)


@pytest.mark.parametrize(
    "authors",
    [
        "Ada Lovelace",
        "Ada Lovelace  ada@example.org",
        "A. Lovelace, C. Babbage",
        "Ada Lovelace, https://anonymous.4open.science/r/circuits",
    ],
)
def test_a_paper_that_names_its_authors_is_not(authors: str) -> None:
    result = checked(paper(authors).references(5).pdf())
    assert result.anonymous is False
    (finding,) = [each for each in result.findings if each.rule == "authors"]
    assert finding.page == 1


@pytest.mark.parametrize(
    "title", ["Overview of a Shared Task", "Abstract Circuits", "Introduction to Probes"]
)
def test_a_title_that_opens_like_a_section_hides_no_author(title: str) -> None:
    made = Paper().title(title, "Ada Lovelace").section("Introduction").prose(5)
    assert checked(made.references(5).pdf()).anonymous is False


def test_a_sentence_about_blind_reviews_hides_no_author() -> None:
    made = Paper().line("Circuits", font="Times-Bold", size=17).skip(1).line("Ada Lovelace").skip(1)
    made.line("We describe what a double-blind review of this paper would not be told.")
    assert checked(made.section("Introduction").prose(9).references(5).pdf()).anonymous is False


def test_an_initial_that_opens_the_text_is_no_title() -> None:
    made = Paper().line("Circuits", font="Times-Bold", size=17).skip(1).line("Ada Lovelace").skip(5)
    made.line("E", size=48).prose(30)
    assert checked(made.references(5).pdf()).anonymous is False


def test_an_e_mail_address_on_page_1_is_pointed_out() -> None:
    made = paper().line("Correspondence to ada@example.org, please.").references(5)
    assert "e-mail" in rules(checked(made.pdf()))


def test_a_work_called_one_s_own_is_pointed_out_with_its_line() -> None:
    made = Paper().title("Own Work", "Anonymous Author(s)").section("Introduction")
    result = checked(made.line("As shown in our previous work [3], circuits count.").prose(5).pdf())
    (finding,) = [each for each in result.findings if each.rule == "self-naming"]
    assert "our previous work [3]" in finding.message


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("Ada Lovelace", True),
        ("Anonymous", False),
        ("(anonymous)", False),
        ("LaTeX", False),
        ("python-docx", False),
    ],
)
def test_an_author_in_the_metadata_is_pointed_out(author: str, *, said: bool) -> None:
    made = paper().references(5)
    made.canvas.setAuthor(author)
    assert ("metadata" in rules(checked(made.pdf()))) == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://github.com/ada/engine", "github.com/ada"),
        ("https://anonymous.4open.science/r/engine-1", "anonymous link"),
    ],
)
def test_a_link_that_may_tell_the_authors_is_pointed_out(address: str, said: str) -> None:
    messages = [finding.message for finding in checked(linked(address)).findings if finding.rule == "links"]
    assert any(said in message for message in messages)


def test_a_link_to_a_preprint_server_is_not() -> None:
    assert "links" not in rules(checked(linked("https://arxiv.org/abs/2301.00001")))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (
            "/Creator",
            "PDFMaker 9, licensed to Ada Lovelace",
            "licensed the program it was made with: Ada Lovelace",
        ),
        ("/Producer", "Writer (registered to: Analytical Ltd)", "Analytical Ltd"),
        ("/Title", "/home/ada/papers/engine.tex", "/home/ada/"),
        ("/Title", r"C:\Users\ada\engine.docx", "ada"),
    ],
)
def test_a_licensee_or_a_folder_in_the_metadata_is_pointed_out(key: str, value: str, said: str) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(paper().references(5).pdf()))
    writer.add_metadata({key: value})
    buffer = io.BytesIO()
    writer.write(buffer)
    (finding,) = [each for each in checked(buffer.getvalue()).findings if each.rule == "metadata"]
    assert said in finding.message


def test_an_attached_file_is_pointed_out() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(paper().references(5).pdf()))
    writer.add_attachment("code.zip", b"PK")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "attachments" in rules(checked(buffer.getvalue()))


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("Our code is available at https://github.com/ada/engine.", "warning"),
        ("All models are released at https://huggingface.co/ada for others.", "warning"),
        ("We compare with the engine (https://github.com/babbage/engine).", "note"),
        ("Our code is at https://anonymous.4open.science/r/engine-1.", "note"),
    ],
)
def test_a_link_of_one_s_own_weighs_more_than_one_to_others(line: str, severity: str) -> None:
    (finding,) = [
        each for each in checked(paper().line(line).references(5).pdf()).findings if each.rule == "links"
    ]
    assert (finding.severity, finding.page) == (severity, 1)
    assert finding.line


def test_where_the_authors_work_is_pointed_out_beside_hidden_names() -> None:
    made = Paper().title("A Study", "Anonymous Author(s)")
    made.canvas.drawString(250, 792 - 148, "University of Engines")
    result = checked(made.section("Introduction").prose(9).references(5).pdf())
    assert result.anonymous is True
    assert "affiliation" in rules(result)


def test_for_camera_ready_what_hides_the_authors_is_pointed_out_instead() -> None:
    result = checked(paper(line_numbers=True).fill_to(3, 5).references(5).pdf())
    assert {"anonymous", "line-numbers"} <= rules(result.for_stage("camera-ready"))
    assert not {"anonymous", "line-numbers"} & rules(result.for_stage("submission"))
    named = checked(paper("Ada Lovelace").references(5).pdf())
    assert "authors" not in rules(named.for_stage("camera-ready"))


@pytest.mark.parametrize(
    "line",
    [
        "Prior work [3] has shown that circuits count.",
        "In our work, we build on earlier results of others [4].",
        "There is a one-to-one correspondence to circuits in the work of others.",
    ],
)
def test_ordinary_sentences_raise_no_alarm(line: str) -> None:
    found = rules(checked(paper().line(line).prose(4).references(5).pdf()))
    assert not {"self-naming", "affiliation", "e-mail", "metadata", "links"} & found
