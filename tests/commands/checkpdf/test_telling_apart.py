"""What looks like something misleading, and is what it says."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection
from tests.papers.places import checked, places, text
from tests.papers.typeset import LIMITS, Paper, paper


def after_references() -> Paper:
    """A paper whose text ends on page 4 and whose references have page 5."""
    return paper().fill_to(4, 50).new_page().heading("References").references(10, heading=None)


def test_an_early_appendix_may_go_on_with_the_numbers_of_the_sections() -> None:
    made = text().new_page().heading("Appendix").section("Proofs").prose(40).section("Tables").prose(30)
    assert places(checked(made.references(10))) == (4, 6, 5, None)


@pytest.mark.parametrize("title", ["Supplementary Material", "A   Proofs"])
def test_a_supplements_own_references_may_be_set_larger(title: str) -> None:
    made = text().heading("References", size=10).references(10, heading=None).new_page()
    made.heading(title).prose(20).heading("References").references(5, heading=None)
    assert places(checked(made)) == (4, 4, 5, None)


@pytest.mark.parametrize("title", ["Supplementary Material", "Appendix"])
def test_an_appendix_may_open_with_its_title_above_a_figure(title: str) -> None:
    made = after_references().new_page().line(title, font="Times-Bold", size=14, indent=120)
    result = checked(made.skip(1).figure(20, 5).prose(10))
    assert (places(result), result.verdicts["short/submission"]) == ((4, 5, 6, None), "pass")


def test_an_appendix_may_be_about_what_is_called_b() -> None:
    made = text().references(10).new_page().heading("A   B Cell Data").prose(20)
    assert places(checked(made)) == (4, 4, 5, None)


def test_an_entry_may_name_an_algorithm_or_a_table() -> None:
    made = after_references().line("[11] C. Zhu, R. H. Byrd, P. Lu, and J. Nocedal. 1997.", size=9)
    made.line("Algorithm 778: L-BFGS-B: Fortran subroutines for optimization.", size=9, indent=12)
    made.line("[12] A. Author. Circuits. Journal of Tests, 2001.", size=9)
    assert checked(made).verdicts["short/submission"] == "pass"


def test_figures_alone_after_the_references_are_of_an_appendix() -> None:
    made = after_references().new_page().figure(20, 5).figure(20, 6)
    assert checked(made).verdicts["short/submission"] == "pass"


def test_a_statement_within_a_section_counts_with_what_follows_it() -> None:
    made = paper().fill_to(4, 10).section("Discussion").prose(4).skip(1).paragraph("Reproducibility.")
    made.prose(10).skip(1).paragraph("Future work.").fill_to(5, 20)
    result = checked(made.references(10))
    assert (places(result), result.verdicts["short/submission"]) == ((5, 5, None, None), "fail")


def test_a_section_on_where_data_come_from_is_no_bibliography() -> None:
    made = Paper().title("On Data", "Anonymous Author(s)").heading("Methods").prose(30)
    made.heading("Data Sources")
    for year in range(2010, 2024):
        made.line(f"The corpus of Writer et al. ({year}) covers circuits and heads of a stream")
    made.heading("Results").fill_to(4, 30).skip(1)
    assert places(checked(made.references(8, heading=None))) == (4, 4, None, None)


def distilled(made: Paper) -> Inspection:
    """Check a paper after a program that describes the stems of every font as those of a bold one."""
    writer = PdfWriter(io.BytesIO(made.pdf()))
    for page in writer.pages:
        for each in page["/Resources"]["/Font"].values():  # type: ignore[index]  # as pypdf's pages are
            font = each.get_object()
            described = {
                NameObject("/Type"): NameObject("/FontDescriptor"),
                NameObject("/FontName"): font["/BaseFont"],
                NameObject("/Flags"): NumberObject(34),
                NameObject("/StemV"): NumberObject(180),
            }
            font[NameObject("/FontDescriptor")] = DictionaryObject(described)
    buffer = io.BytesIO()
    writer.write(buffer)
    return inspect(buffer.getvalue(), LIMITS, picture=False)


def test_a_font_is_not_bold_because_a_distiller_took_its_stems_for_thick() -> None:
    made = text().heading("References").skip(1)
    for year in range(2001, 2012):
        made.line(f"A. Writer. A study of circuits. Journal, {year}.").skip(1)
    assert places(distilled(made.new_page().heading("A   Proofs").prose(20))) == (4, 4, 5, None)


def test_an_entry_set_narrow_may_open_with_an_initial_and_a_gap() -> None:
    made = text().heading("References")
    for year in range(2001, 2009):
        made.skip(1).line(f"A.   Writer. Circuits, {year}.", size=9)
    assert places(checked(made.new_page().heading("A   Proofs").prose(20))) == (4, 4, 5, None)


def test_where_no_number_stands_apart_a_section_b_tells_that_a_opens_an_early_appendix() -> None:
    made = Paper().title("Sections From a Word Processor", "Anonymous Author(s)")
    for number, title in enumerate(("Introduction", "Methods", "Results", "Conclusion"), 1):
        made.heading(f"{number} {title}").prose(30)
    made.fill_to(4, 40).new_page().heading("A Additional Results").prose(20).heading("B Prompts").prose(9)
    result = checked(made.heading("References").references(9, heading=None))
    assert (places(result), result.verdicts["short/submission"]) == ((4, 5, 5, None), "pass")


def test_a_title_with_an_article_opens_no_appendix() -> None:
    made = Paper().title("Sections From a Word Processor", "Anonymous Author(s)")
    for title in ("1 Introduction", "2 Methods", "A Note on Circuits", "3 Results"):
        made.heading(title).prose(30)
    assert places(checked(made.fill_to(4, 30).references(9))) == (4, 4, None, None)


def test_where_sections_have_roman_numbers_letters_are_of_subsections() -> None:
    made = Paper(columns=2).title("Roman Numbers", "Anonymous Author(s)")
    for number, title in zip(
        ("I", "II", "III", "IV"), ("INTRODUCTION", "METHODS", "RESULTS", "DISCUSSION"), strict=True
    ):
        made.heading(f"{number}.   {title}", size=10).prose(20)
        for part in ("1.   Its Beginning", "2.   Its End", "A.   The First Part", "B.   The Second"):
            made.heading(part, size=10).prose(12)
    made.heading("REFERENCES", size=10)
    for year in range(2001, 2010):
        made.line(f"A. Writer. A study of circuits, {year}.")
    result = checked(made.heading("APPENDIX", size=10).prose(9))
    assert places(result) == (3, 4, 4, None)


def test_a_paper_may_number_a_few_parts_with_roman_numbers_beside_its_sections() -> None:
    made = paper().fill_to(2, 20).heading("Code Availability", size=10).prose(5).section("Experiments")
    for number in ("I", "II", "III"):
        made.heading(f"{number}.   A Step", size=10).prose(4)
    made.section("Results").prose(5).section("Conclusion").fill_to(5, 30)
    result = checked(made.references(12))
    assert (places(result), result.verdicts["short/submission"]) == ((5, 5, None, None), "fail")


def test_a_short_paper_may_have_turned_tables_on_two_of_its_pages() -> None:
    made = paper().section("Experiments").prose(12).new_page().turned_table(12).new_page().turned_table(12)
    result = checked(made.new_page().section("Conclusion").fill_to(5, 20).references(12))
    assert (places(result), result.verdicts["short/camera-ready"]) == ((5, 5, None, None), "pass")


def test_a_figure_page_far_from_references_without_a_heading_hides_none() -> None:
    made = paper().fill_to(2, 30).new_page().picture_of_text().new_page().prose(20).fill_to(5, 30)
    result = checked(made.skip(2).references(12, heading=None))
    assert (places(result), result.verdicts["short/camera-ready"]) == ((5, 5, None, None), "pass")


def test_each_section_may_open_the_page_of_its_number() -> None:
    made = Paper().title("A Section on Each Page", "Anonymous Author(s)")
    for number, title in enumerate(("Introduction", "Methods", "Results", "Discussion"), 1):
        made.heading(f"{number}   {title}").fill_to(number, 40).new_page()
    made.heading("A   Proofs").prose(30).references(9)
    assert places(checked(made)) == (4, 5, 5, None)


def test_headings_that_end_in_numbers_are_no_contents() -> None:
    made = text().new_page().heading("A   Proof of Theorem 1").heading("A.1   Proof of Lemma 1", size=10)
    made.heading("A.1.1   The Case of Step 1", size=10).prose(30).heading("B   Tables").prose(9)
    assert places(checked(made.references(9))) == (4, 5, 5, None)


def test_a_long_line_may_say_that_the_authors_are_hidden() -> None:
    hidden = "Anonymous submission to the workshop; author names are withheld for the review"
    result = checked(paper(hidden).references(5))
    assert result.anonymous
    assert any(finding.rule == "anonymous" for finding in result.findings)
