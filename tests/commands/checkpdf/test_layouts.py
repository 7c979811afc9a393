"""References, appendix, checklist and statements are found however they are set."""

from collections.abc import Callable

import pytest

from commands.checkpdf.inspect import inspect
from tests.papers.places import Places, checked, cited, full, places, text
from tests.papers.typeset import LIMITS, ROWS, Paper

LAST = ROWS - 1


def headed(title: str, *, size: float = 12, font: str = "Times-Bold") -> Paper:
    return text().heading(title, size=size, font=font).references(15, heading=None)


def sections(size: float, font: str, titles: tuple[str, str, str, str]) -> Paper:
    """A paper whose headings are all set in one way."""
    made = Paper().title("Ways to Set a Heading", "Anonymous Author(s)")
    for title in titles[:3]:
        made.heading(title, size=size, font=font).prose(20)
    made.fill_to(4, 30).heading("References", size=size, font=font).references(10, heading=None)
    return made.new_page().heading(titles[3], size=size, font=font).prose(5)


@pytest.mark.parametrize(
    ("title", "size", "font"),
    [
        ("References", 12, "Times-Bold"),
        ("7   References", 12, "Times-Bold"),
        ("R EFERENCES", 12, "Times-Roman"),
        ("R E F E R E N C E S", 12, "Times-Roman"),
        ("References:", 10, "Times-Bold"),
        ("References", 10, "Times-Roman"),
        ("References", 10, "Times-Italic"),
        ("Bibliography", 12, "Times-Bold"),
        ("Works Cited", 10, "Times-Bold"),
        ("Literaturverzeichnis", 12, "Times-Bold"),
        ("REFERENCES AND NOTES", 12, "Times-Bold"),
    ],
)
def test_the_references_are_found_under_any_usual_heading(title: str, size: float, font: str) -> None:
    assert places(checked(headed(title, size=size, font=font))) == (4, 4, None, None)


def numbered_entries(number: str) -> Paper:
    made = text().skip(1)
    for index in range(1, 9):
        made.line(f"{number.format(index)} A. Writer. A study of circuits. Journal of Tests, {2000 + index}.")
    return made


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(
            lambda: text().skip(1).references(15, heading=None), (4, 4, None, None), id="no heading"
        ),
        pytest.param(
            lambda: numbered_entries("{0}."), (4, 4, None, None), id="no heading above a numbered list"
        ),
        pytest.param(
            lambda: text().line("References").references(15, heading=None),
            (4, 4, None, None),
            id="a heading like the text, without space above",
        ),
        pytest.param(
            lambda: text().heading("References").line("To do."), (4, 4, None, None), id="no entries yet"
        ),
        pytest.param(text, (4, None, None, None), id="no references at all"),
        pytest.param(lambda: full().references(9), (4, 5, None, None), id="references on a new page"),
        pytest.param(
            lambda: text().references(9).new_page().heading("A   Proofs").prose(9).references(4),
            (4, 4, 5, None),
            id="a second bibliography in the appendix",
        ),
        pytest.param(
            lambda: text().references(5).heading("Appendix A: Proofs").prose(9),
            (4, 4, 4, None),
            id="an appendix below the references",
        ),
        pytest.param(
            lambda: text().heading("A   Proofs").prose(40).heading("B   More").prose(9).references(9),
            (4, 5, 4, None),
            id="an appendix before the references",
        ),
        pytest.param(
            lambda: text().references(9).new_page().heading("Supplementary Material", size=17).prose(9),
            (4, 4, 5, None),
            id="a supplement with a title of its own",
        ),
        pytest.param(
            lambda: text().references(9).new_page().heading("Additional experiments").prose(9),
            (4, 4, 5, None),
            id="an appendix that does not say so",
        ),
        pytest.param(
            lambda: (
                text()
                .references(9)
                .new_page()
                .heading("NeurIPS Paper Checklist")
                .prose(9)
                .new_page()
                .heading("A   Proofs")
                .prose(9)
            ),
            (4, 4, 6, 5),
            id="a checklist before the appendix",
        ),
        pytest.param(
            lambda: (
                text().references(9).heading("Author Contributions").prose(2).heading("A   Proofs").prose(3)
            ),
            (4, 4, 4, None),
            id="a statement after the references",
        ),
    ],
)
def test_what_follows_the_main_text_is_told_apart(make: Callable[[], Paper], expected: Places) -> None:
    assert places(checked(make())) == expected


@pytest.mark.parametrize(
    ("size", "font", "titles"),
    [
        (10, "Times-Bold", ("1. Introduction", "2. Methods", "3. Results", "Appendix A. Proofs")),
        (10, "Times-Roman", ("1. Introduction", "2. Methods", "3. Results", "Appendix A. Proofs")),
        (10, "Times-Roman", ("I. INTRODUCTION", "II. METHODS", "III. RESULTS", "APPENDIX A: PROOFS")),
        (12, "Times-Bold", ("Introduction", "A Simple Approach to Counting", "Results", "More Proofs")),
    ],
)
def test_headings_are_learnt_from_the_paper(
    size: float, font: str, titles: tuple[str, str, str, str]
) -> None:
    assert places(checked(sections(size, font, titles))) == (4, 4, 5, None)


@pytest.mark.parametrize("title", ["Primary References", "References (Main Text)", "Sources"])
def test_an_unusual_heading_is_one_where_entries_are_dense(title: str) -> None:
    made = text().heading(title)
    for year in range(2001, 2013):
        made.line(f"A. Writer. A study of circuits. Journal of Tests, {year}.", size=9)
    assert places(checked(made)) == (4, 4, None, None)


def test_a_bibliography_without_heading_or_numbers_is_found_where_citations_lead() -> None:
    made = text().skip(1)
    top = 82 + 11 * made.row - 9
    for year in range(2001, 2010):
        made.line(f"A. Writer. A study of circuits. Journal of Tests, {year}.")
    assert places(cited(made, 4, [(108, top)])) == (4, 4, None, None)


def test_a_contents_page_is_no_bibliography() -> None:
    made = Paper().title("A Paper With Contents", "Anonymous Author(s)").heading("Contents")
    for entry in ("1   Introduction", "2   Methods", "References", "A   Appendix"):
        made.line(entry, font="Times-Bold")
    made.section("Introduction").prose(12).section("Methods").fill_to(4, 20).references(9)
    assert places(checked(made.new_page().heading("A   Appendix").prose(5))) == (4, 4, 5, None)


@pytest.mark.parametrize("title", ["Acknowledgments", "Acknowledgements and Disclosure of Funding"])
def test_acknowledgements_alone_past_the_limit_leave_the_verdict_open(title: str) -> None:
    result = checked(full().heading(title).prose(4).references(9))
    assert result.acknowledgements_page == 5
    assert result.verdicts["short/submission"] == "unsure"
    assert result.verdicts["short/camera-ready"] == "pass"
    (finding,) = [each for each in result.findings if each.rule == "uncounted"]
    assert "ends on page 4" in finding.message
    assert "on page 5" in finding.message


@pytest.mark.parametrize("title", ["Broader Impact Statement", "Limitations", "Ethics Statement"])
def test_an_unnumbered_statement_after_numbered_sections_leaves_the_verdict_open(title: str) -> None:
    assert checked(full().heading(title).prose(4).references(9)).verdicts["short/submission"] == "unsure"


@pytest.mark.parametrize("title", ["Acknowledgments", "Acknowledgements.", "Ethics statement.", "Impact:"])
def test_a_title_in_bold_that_opens_a_paragraph_leaves_the_verdict_open(title: str) -> None:
    made = full().new_page().paragraph(title, "We thank all who counted.").prose(3).references(9)
    result = checked(made)
    assert result.verdicts["short/submission"] == "unsure"
    assert result.main_text is not None
    assert result.main_text.last_page == 4


def test_a_numbered_section_of_limitations_counts() -> None:
    assert (
        checked(full().section("Limitations").prose(4).references(9)).verdicts["short/submission"] == "fail"
    )


def test_an_unnumbered_conclusion_counts() -> None:
    assert checked(full().heading("Conclusion").prose(4).references(9)).verdicts["short/submission"] == "fail"


def test_acknowledgements_within_a_paragraph_are_found() -> None:
    made = full().line("Acknowledgments. We thank everybody who helped.", font="Times-Bold").prose(2)
    result = checked(made.references(9))
    assert (result.acknowledgements_page, result.verdicts["short/submission"]) == (5, "unsure")


def test_without_limits_the_end_is_told_and_nothing_judged() -> None:
    result = inspect(text().references(9).pdf(), type(LIMITS)(), picture=False)
    assert places(result)[0] == 4
    assert result.verdicts == {}
    assert result.lines_over == {}
