"""The end of the main text, to the line, around every limit."""

import pytest

from commands.checkpdf.inspect import inspect
from tests.papers.typeset import LIMITS, ROWS, Paper, paper

AROUND = range(-10, 11)


def ending(limit: int, over: int, made: Paper) -> Paper:
    """Fill a paper so that it ends so many lines past the limit, or before it."""
    page, row = (limit + 1, over - 1) if over > 0 else (limit, ROWS - 1 + over)
    return made.fill_to(page, row)


def near_the_end(limit: int, over: int, variant: int) -> Paper:
    """A paper with a float, a footnote or an equation beside its end, by turns."""
    made = paper(line_numbers=variant % 2 == 1)
    page = limit if over > 0 else limit - 1
    made.fill_to(page, 20)
    match variant % 4:
        case 0:
            made.figure(12)
        case 1:
            made.table(10)
        case 2:
            made.equation()
        case 3:
            made.footnote("1 Code comes with the paper.")
    return ending(limit, over, made)


@pytest.mark.parametrize("name", LIMITS.pages)
def test_the_end_of_the_main_text_is_judged_to_the_line(name: str) -> None:
    limit = LIMITS.pages[name]
    for over in AROUND:
        made = near_the_end(limit, over, variant=over + 10).references(12)
        result = inspect(made.pdf(), LIMITS, picture=False)
        assert result.verdicts[name] == ("fail" if over > 0 else "pass"), over
        assert abs(result.lines_over[name] - max(over, 0)) <= 1, over
        assert abs(result.lines_left[name] - max(-over, 0)) <= 1, over


def test_a_page_within_the_limit_is_not_over_however_low_its_text_runs() -> None:
    made = paper()
    for page in (1, 2, 3):
        made.fill_to(page, ROWS - 9).new_page()
    result = inspect(made.fill_to(4, ROWS - 1).references(9).pdf(), LIMITS, picture=False)
    assert (result.verdicts["short/submission"], result.lines_over["short/submission"]) == ("pass", 0)
