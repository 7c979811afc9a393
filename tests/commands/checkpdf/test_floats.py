"""Figures and tables count with the part that they belong to, or leave the verdict open."""

from collections.abc import Callable

import pytest

from tests.papers.places import checked, full, places, text
from tests.papers.typeset import ROWS, Paper, paper

LAST = ROWS - 1


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
