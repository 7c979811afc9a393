"""Deviations from the template are told, and a correct paper is left in peace."""

import pytest

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Finding
from tests.papers.typeset import A4, LIMITS, Paper, paper

NOTICE = "39th Conference on Neural Information Processing Systems (NeurIPS 2025)."
DEVIATIONS = {"page-size", "columns", "text-block", "margins", "body-size", "spacing", "font", "margin"}


def found(made: Paper) -> dict[str, Finding]:
    return {finding.rule: finding for finding in inspect(made.pdf(), LIMITS, picture=False).findings}


@pytest.mark.parametrize("line_numbers", [True, False])
def test_a_paper_in_the_template_raises_no_alarm(*, line_numbers: bool) -> None:
    rules = found(paper(line_numbers=line_numbers).fill_to(4, 58).references(9))
    assert not DEVIATIONS & set(rules)
    assert ("line-numbers" in rules) == line_numbers
    assert not any(finding.severity == "error" for finding in rules.values())


def test_another_page_size_is_told() -> None:
    assert "8.27 by 11.69 in" in found(paper(page_size=A4).references(9))["page-size"].message


def test_smaller_type_is_told() -> None:
    made = Paper().title("Small Type", "Anonymous Author(s)").section("Introduction")
    for _ in range(40):
        made.line(made.words(), size=9)
    assert "9 pt" in found(made)["body-size"].message


def test_a_line_that_sticks_out_is_named_with_its_place() -> None:
    made = paper().line("A line that is far too long for the column it stands in, " * 2).prose(4)
    finding = found(made.references(9))["margin"]
    assert finding.page == 1
    assert "mm" in finding.message


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (NOTICE, "NeurIPS 2025 style, final mode"),
        (f"Submitted to {NOTICE} Do not distribute.", "NeurIPS 2025 style, submission mode"),
        ("Preprint. Under review.", "NeurIPS style, preprint mode"),
    ],
)
def test_the_style_is_read_from_its_notice(notice: str, said: str) -> None:
    made = paper()
    made.canvas.drawString(108, 40, notice)
    rules = found(made.references(9))
    assert said in rules["style"].message
    assert ("mode" in rules) == ("submission" in said)


def test_headings_without_their_space_are_told() -> None:
    made = paper()
    for title in ("3   Results", "4   Analysis", "5   Discussion", "6   Conclusion"):
        made.row += 0.4  # type: ignore[assignment]  # less than a row
        made.line(title, font="Times-Bold", size=12).prose(9)
    assert "space around headings" in found(made.references(9))["spacing"].message


def test_another_typeface_is_told() -> None:
    made = Paper().title("Another Typeface", "Anonymous Author(s)").section("Introduction")
    for _ in range(40):
        made.line(made.words(), font="Helvetica")
    assert "Helvetica" in found(made)["font"].message


def test_a_wider_text_block_is_told() -> None:
    made = Paper().title("A Wide Paper", "Anonymous Author(s)").section("Introduction")
    for _ in range(40):
        made.line(f"{made.words()} {made.words()[:30]}", indent=-50)
    rules = found(made)
    assert "text block measures 7." in rules["text-block"].message
    assert rules["margins"].severity == "warning"
