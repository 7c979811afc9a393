"""What sounds like the references or the appendix, and is none."""

import pytest

from tests.papers.places import checked, cited, places, text
from tests.papers.typeset import LEFT, Paper


@pytest.mark.parametrize(
    "title", ["Literature", "Citations", "Checklist for Practitioners", "Supplementary Analyses"]
)
@pytest.mark.parametrize("numbered", [True, False])
def test_a_section_of_the_main_text_is_told_from_the_part_that_it_sounds_like(
    title: str, *, numbered: bool
) -> None:
    made = Paper().title("On What Others Counted", "Anonymous Author(s)")
    for number, each in enumerate(("Introduction", "Methods", title, "Results", "Conclusion"), start=1):
        made.heading(f"{number}   {each}" if numbered else each)
        made.line("Writer et al. (2019) and others (Reader, 2020) count circuits.").prose(6)
    assert places(checked(made.fill_to(4, 30).references(12))) == (4, 4, None, None)


def test_points_of_a_list_are_no_bibliography() -> None:
    made = text()
    for number in range(1, 6):
        made.line(f"{number}. We count the circuits of each layer, and the features that they read.")
    assert places(checked(made)) == (4, None, None, None)


def with_contributions(citation: str) -> Paper:
    """A paper whose introduction lists what it contributes, beside whom."""
    made = Paper().title("On Counting Circuits", "Anonymous Author(s)").heading("1   Introduction").prose(4)
    for number in range(1, 5):
        made.line(f"{number}. We count the circuits that others found {citation}.")
    return made.prose(10)


@pytest.mark.parametrize("citation", ["(Reader et al., 2022)", "(Reader and Writer, 2022)"])
def test_contributions_beside_works_of_a_year_are_no_bibliography(citation: str) -> None:
    assert places(checked(with_contributions(citation).fill_to(6, 30))) == (6, None, None, None)


def test_a_numbered_list_before_a_numbered_section_is_no_bibliography() -> None:
    made = with_contributions("in 2022").heading("2   Methods").prose(20).heading("3   Results")
    assert places(checked(made.fill_to(6, 30))) == (6, None, None, None)


def test_references_still_to_come_outweigh_a_list_of_contributions() -> None:
    made = with_contributions("in 2022").heading("2   Methods").fill_to(6, 30).heading("References")
    assert places(checked(made)) == (6, 6, None, None)


def test_entries_in_bold_type_open_no_appendix() -> None:
    made = Paper().title("Ways to Set a Heading", "Anonymous Author(s)")
    for title in ("1. Introduction", "2. Methods", "3. Results"):
        made.heading(title, size=10).prose(20)
    made.fill_to(4, 30).heading("References", size=10)
    for number in range(1, 9):
        made.line(f"[{number}] A. Author and B. Writer.", font="Times-Bold")
        made.line(f"A study of circuits. Journal of Tests, {2000 + number}.").skip(1)
    assert places(checked(made)) == (4, 4, None, None)


def numbered(*, columns: int = 1) -> Paper:
    """A paper of numbered sections, as far as its third."""
    made = Paper(columns=columns).title("On What Prompts Contain", "Anonymous Author(s)")
    return made.section("Introduction").prose(12).section("Methods").prose(9).section("Prompts").prose(6)


@pytest.mark.parametrize("size", [10, 12])
@pytest.mark.parametrize("title", ["References", "Appendix", "## Appendix", "Supplementary Material"])
def test_what_a_prompt_contains_ends_no_main_text(title: str, size: float) -> None:
    made = numbered().heading(title, size=size)
    for year in (2019, 2020, 2021):
        made.line(f"Reader et al. Counting circuits. Journal of Tests, {year}.")
    made.section("Results").prose(20).section("Conclusion").fill_to(4, 30)
    assert places(checked(made.references(12))) == (4, 4, None, None)


def test_a_section_may_be_about_appendices() -> None:
    made = numbered().section("Appendix-free Training").prose(9).section("Conclusion").fill_to(4, 30)
    assert places(checked(made.references(12))) == (4, 4, None, None)


def test_the_letters_of_a_figures_panels_open_no_appendix() -> None:
    made = numbered().section("Conclusion").fill_to(4, 30).references(12).new_page()
    made.heading("A   B   Probe accuracy   Loss").figure(12)
    assert places(checked(made)) == (4, 4, None, None)


def test_large_words_within_a_figure_open_no_appendix() -> None:
    made = numbered().section("Conclusion").fill_to(4, 30).references(12).new_page()
    made.line("Recovery by depth", size=15, font="Helvetica-Bold", indent=120).figure(12)
    assert places(checked(made)) == (4, 4, None, None)


def test_subsections_open_the_appendix_where_no_section_does() -> None:
    made = numbered().section("Conclusion").fill_to(4, 30).references(12).new_page()
    assert places(checked(made.heading("A.1   Proofs", size=10).prose(9))) == (4, 4, 5, None)


def in_two_columns() -> Paper:
    """A paper that ends amid the second column of a page."""
    return numbered(columns=2).fill_to(3, 58).new_page().section("Conclusion").prose(20).skip(1)


def test_entries_in_the_second_column_follow_the_whole_first() -> None:
    made, named = in_two_columns(), in_two_columns()
    assert made.left > LEFT
    top = 82 + 11 * made.row - 9
    for year in range(2001, 2013):
        made.line(f"A. Writer. Circuits. Tests, {year}.", size=9)
    ends = cited(made, made.page, [(made.left, top)]), checked(named.references(12))
    assert ends[0].main_text == ends[1].main_text
    assert ends[0].lines_left == ends[1].lines_left


def test_of_two_bibliographies_on_a_page_the_one_that_is_cited_ends_the_main_text() -> None:
    made = numbered().section("Conclusion").fill_to(4, 20).heading("References")
    top = 82 + 11 * made.row - 9
    for year in range(2001, 2007):
        made.line(f"A. Writer. A study of circuits. Journal of Tests, {year}.")
    result = cited(made.references(6), 4, [(LEFT, top)])
    assert result.main_text
    assert (result.main_text.last_page, result.main_text.ends_at < 0.45) == (4, True)


def test_a_table_of_contents_heads_no_section() -> None:
    made = Paper().title("A Paper With Contents", "Anonymous Author(s)").heading("Contents")
    for number, (title, page) in enumerate((("Introduction", 1), ("Methods", 3), ("Appendix: Proofs", 5)), 1):
        made.skip(1).line(f"{number}   {title} {page}", font="Times-Bold", size=12)
    made.section("Introduction").prose(20).section("Methods").fill_to(4, 30).references(9).new_page()
    assert places(checked(made.heading("3   Appendix: Proofs").prose(9))) == (4, 4, 5, None)


def test_a_supplement_whose_entries_alone_are_named_by_the_file_leaves_the_paper_s_own_references() -> None:
    made = text().references(12).new_page().heading("Supplementary Material", size=17).prose(20)
    made.heading("References")
    top = 82 + 11 * made.row
    result = cited(made.references(6, heading=None), 5, [(LEFT, top)])
    assert places(result) == (4, 4, 5, None)
