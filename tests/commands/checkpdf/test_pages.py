"""Pages are read however they are numbered, turned, stamped or scanned."""

import io

import pytest
from pypdf import PdfWriter, Transformation

from commands.checkpdf.inspect import inspect, read_paper
from commands.checkpdf.inspection import Inspection
from commands.checkpdf.opening import opened
from tests.papers.places import checked, places, text
from tests.papers.typeset import A4, LIMITS, ROWS, Paper, paper

LAST = ROWS - 1


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


def test_scanned_pages_never_pass() -> None:
    made = Paper()
    for _ in range(3):
        made.picture_of_text().new_page()
    result = checked(made.picture_of_text())
    assert result.main_text is None
    assert set(result.verdicts.values()) == {"unsure"}
    assert any(finding.rule == "unreadable" for finding in result.findings)


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


def test_a_page_of_numbers_is_read() -> None:
    made = paper().fill_to(1, 58)
    for row in range(2 * ROWS):
        made.line(f"0.{row}1 0.{row}7 0.{row}9 0.{row}3 0.{row}5 0.{row}2 0.{row}8", indent=90)
    result = checked(made.prose(20).references(9))
    assert places(result) == (4, 4, None, None)
    assert result.verdicts["short/submission"] == "pass"


def test_where_the_references_may_start_on_a_page_that_is_a_picture_nothing_is_sure() -> None:
    made = text().new_page().picture_of_text().new_page().references(30, heading=None)
    result = checked(made)
    assert set(result.verdicts.values()) == {"unsure"}
    assert any(finding.rule == "unreadable" for finding in result.findings)


def sideways(made: Paper) -> Inspection:
    """Check a paper whose pages are set sideways, and turned back only where they are shown."""
    writer = PdfWriter(io.BytesIO(made.pdf()))
    for page in writer.pages:
        page.add_transformation(Transformation().rotate(90).translate(792, 0))
        page.mediabox.upper_right = (792, 612)
        page.rotate(90)
    buffer = io.BytesIO()
    writer.write(buffer)
    return inspect(buffer.getvalue(), LIMITS, picture=False)


def test_of_pages_that_are_set_sideways_nothing_is_said_that_was_not_read() -> None:
    result = sideways(text().references(9))
    assert set(result.verdicts.values()) == {"unsure"}
    assert (result.main_text, result.anonymous) == (None, None)
    assert {finding.rule for finding in result.findings} == {"main-text", "unreadable"}


def test_a_page_number_above_a_wide_margin_is_no_text() -> None:
    result = checked(paper(page_size=(612.0, 900.0)).fill_to(4, 30).new_page().references(9))
    assert result.main_text
    assert result.main_text.ends_at == pytest.approx((82 + 30 * 11) / 900, abs=0.002)


def test_a_running_head_with_the_page_s_number_is_no_text() -> None:
    made = Paper()
    for title in ("Introduction", "Methods", "Results", "Discussion"):
        made.canvas.drawString(108, 752, f"{title} {made.page}")
        made.section(title).prose(30).new_page()
    made.canvas.drawString(108, 752, f"References {made.page}")
    assert places(checked(made.references(9))) == (4, 5, None, None)
