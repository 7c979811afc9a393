"""References, appendix, checklist and statements are found however they are set."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter, Transformation

from commands.checkpdf.inspect import inspect, read_paper
from commands.checkpdf.opening import opened
from tests.papers.places import Places, checked, cited, places, text
from tests.papers.typeset import A4, LIMITS, ROWS, Paper, paper

LAST = ROWS - 1


def full() -> Paper:
    """A paper whose text fills page 4."""
    return paper().fill_to(4, LAST)


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


@pytest.mark.parametrize(
    ("make", "last_page"),
    [
        pytest.param(
            lambda: full().new_page().figure(12).references(9), 5, id="a figure above the references"
        ),
        pytest.param(lambda: full().new_page().table(10).references(9), 5, id="a table above the references"),
        pytest.param(
            lambda: text().new_page().figure(40).new_page().references(9), 5, id="a page of figures"
        ),
        pytest.param(
            lambda: text().figure(12).new_page().references(9), 4, id="a figure after the conclusion"
        ),
        pytest.param(lambda: text().footnote("1 See the code.").references(9), 4, id="a footnote below them"),
        pytest.param(
            lambda: text().new_page().picture_of_text().new_page().references(9), 5, id="a full-page picture"
        ),
    ],
)
def test_floats_of_the_main_text_count(make: Callable[[], Paper], last_page: int) -> None:
    assert places(checked(make()))[0] == last_page


@pytest.mark.parametrize("end", [text, full])
def test_a_turned_table_before_the_references_counts(end: Callable[[], Paper]) -> None:
    result = checked(end().new_page().turned_table(12).new_page().references(9))
    assert places(result) == (5, 6, None, None)
    assert result.main_text
    assert result.main_text.text_page == 4
    assert result.verdicts["short/submission"] == "fail"


def test_a_turned_table_of_the_appendix_does_not_count() -> None:
    made = text().references(9).new_page().heading("A   Tables").prose(9).new_page().turned_table(12)
    assert places(checked(made)) == (4, 4, 5, None)


@pytest.mark.parametrize(
    "labels",
    [
        ["arXiv:2511.01234v2  [cs.LG]  21 Nov 2025"],
        ["This paper was downloaded by a reader of the library on 21 November 2025, and is for them alone."],
        ["Accuracy", "Loss (nats)", "Variance explained", "Seed"],
    ],
)
def test_a_stamp_or_the_labels_of_axes_count_as_no_table(labels: list[str]) -> None:
    made = text().new_page()
    for index, label in enumerate(labels):
        made.turned(label, 90, size=9, place=(40 + 90 * index, 300))
    assert places(checked(made.new_page().references(9))) == (4, 6, None, None)


@pytest.mark.parametrize(("page", "verdict"), [(4, "pass"), (5, "unsure")])
def test_a_float_that_comes_only_among_the_references_may_count(page: int, verdict: str) -> None:
    made = text().references(8)
    if page == 5:
        made.new_page()
    result = checked(made.figure(10).references(9, heading=None))
    assert (result.verdicts["short/submission"], result.references_page) == (verdict, 4)
    (told,) = [finding for finding in result.findings if finding.rule == "uncounted"]
    assert (told.page, told.message.startswith("A figure or table beside")) == (page, True)


def test_a_float_above_an_appendix_before_the_references_may_be_either_parts() -> None:
    made = paper().section("Results").fill_to(4, LAST).figure(10).heading("Appendix").prose(20).references(9)
    result = checked(made)
    assert (places(result), result.verdicts["short/submission"]) == ((4, 5, 5, None), "unsure")


def test_text_ends_above_a_figure_that_follows_it() -> None:
    result = checked(text().figure(12).new_page().references(9))
    assert result.main_text
    assert result.main_text.line == 31
    assert result.main_text.ends_at == pytest.approx((82 + 30 * 11) / 792, abs=0.002)


@pytest.mark.parametrize("line_numbers", [True, False])
@pytest.mark.parametrize("page_size", [A4, (612.0, 792.0)])
def test_margin_numbers_and_paper_size_do_not_matter(
    *, line_numbers: bool, page_size: tuple[float, float]
) -> None:
    made = paper(line_numbers=line_numbers, page_size=page_size).fill_to(5, 3).references(9)
    result = checked(made)
    assert places(result) == (5, 5, None, None)
    assert result.lines_over["short/submission"] == 4


@pytest.mark.parametrize("columns", [1, 2])
def test_margin_numbers_at_the_right_are_no_text(columns: int) -> None:
    made = Paper(columns=columns, numbers_at_right=True).title("Numbers at the Right", "Anonymous Author(s)")
    for _ in range(5):
        made.section("Counting").prose(20)
    while (made.page, made.column + 1) < (4, columns):
        made.prose(8)
    made.heading("References")
    for year in range(2001, 2010):
        made.line(f"A. Writer. A study of circuits, {year}.")
    result = checked(made.heading("A   Proofs").prose(9))
    assert places(result) == (4, 4, 4, None)
    assert not [finding for finding in result.findings if finding.rule == "margin"]


@pytest.mark.parametrize("size", [7, 10])
def test_numbers_that_close_lines_of_a_contents_page_stay(size: float) -> None:
    made = Paper().title("A Paper With Contents", "Anonymous Author(s)").heading("Contents")
    for number in range(1, 31):
        made.line(f"A chapter on circuits {'. ' * 20}   {number}", size=size)
    with opened(made.pdf()) as document:
        lines = read_paper(document).layout.lines
    closings = [line.text.split()[-1] for line in lines if line.text.startswith("A chapter")]
    assert closings == [str(number) for number in range(1, 31)]


def test_two_columns_are_read_one_after_the_other() -> None:
    made = Paper(columns=2).title("Two Columns", "Anonymous Author(s)").section("Introduction")
    while (made.page, made.column) < (4, 1):
        made.prose(8)
    result = checked(made.heading("References").references(9, heading=None))
    assert places(result) == (4, 4, None, None)


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


def test_scanned_pages_never_pass() -> None:
    made = Paper()
    for _ in range(3):
        made.picture_of_text().new_page()
    result = checked(made.picture_of_text())
    assert result.main_text is None
    assert set(result.verdicts.values()) == {"unsure"}
    assert any(finding.rule == "unreadable" for finding in result.findings)


def test_without_limits_the_end_is_told_and_nothing_judged() -> None:
    result = inspect(text().references(9).pdf(), type(LIMITS)(), picture=False)
    assert places(result)[0] == 4
    assert result.verdicts == {}
    assert result.lines_over == {}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_are_turned_are_read_as_they_were_set(turned: int) -> None:
    writer = PdfWriter(io.BytesIO(paper().fill_to(5, 3).references(9).pdf()))
    for page in writer.pages:
        page.rotate(turned)
    buffer = io.BytesIO()
    writer.write(buffer)
    result = inspect(buffer.getvalue(), LIMITS)
    assert places(result) == (5, 5, None, None)
    assert result.lines_over["short/submission"] == 4
    assert result.pictures


@pytest.mark.parametrize("degrees", [30, 45, 60, -45])
def test_a_watermark_across_the_pages_heads_nothing(degrees: float) -> None:
    made = text().references(15).new_page().turned("DRAFT", degrees)
    assert places(checked(made.references(15, heading=None))) == (4, 4, None, None)


@pytest.mark.parametrize("degrees", [1, -2])
def test_pages_that_lie_askew_are_read(degrees: float) -> None:
    writer = PdfWriter(io.BytesIO(paper().fill_to(5, 3).references(9).pdf()))
    for page in writer.pages:
        page.add_transformation(Transformation().rotate(degrees))
    buffer = io.BytesIO()
    writer.write(buffer)
    assert places(inspect(buffer.getvalue(), LIMITS, picture=False)) == (5, 5, None, None)
