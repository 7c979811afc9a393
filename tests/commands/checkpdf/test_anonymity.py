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


@pytest.mark.parametrize("authors", ["Anonymous Author(s)", "Anonymous submission", "Paper ID 1234", ""])
def test_a_paper_that_hides_its_authors_is_anonymous(authors: str) -> None:
    result = checked(paper(authors).references(5).pdf())
    assert result.anonymous is True
    assert "authors" not in rules(result)


@pytest.mark.parametrize(
    "authors", ["Ada Lovelace", "Ada Lovelace  ada@example.org", "A. Lovelace, C. Babbage"]
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


def test_an_e_mail_address_on_page_1_is_pointed_out() -> None:
    made = paper().line("Correspondence to ada@example.org, please.").references(5)
    assert "e-mail" in rules(checked(made.pdf()))


def test_a_work_called_one_s_own_is_pointed_out_with_its_line() -> None:
    made = Paper().title("Own Work", "Anonymous Author(s)").section("Introduction")
    result = checked(made.line("As shown in our previous work [3], circuits count.").prose(5).pdf())
    (finding,) = [each for each in result.findings if each.rule == "self-naming"]
    assert "our previous work [3]" in finding.message


@pytest.mark.parametrize(("author", "said"), [("Ada Lovelace", True), ("Anonymous", False), ("LaTeX", False)])
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
