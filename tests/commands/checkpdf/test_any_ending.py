"""However a paper's last page is composed, the last line of its text is found."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.checkpdf.inspect import inspect
from tests.papers.typeset import FIRST, LEADING, LIMITS, Paper, paper

PARTS: dict[str, Callable[[Paper], Paper]] = {
    "paragraph": lambda made: made.skip(int(0 < made.row < 50)).prose(4),
    "short paragraph": lambda made: made.skip(int(0 < made.row < 50)).prose(1),
    "figure": lambda made: made.skip(int(0 < made.row < 50)).figure(12),
    "table": lambda made: made.skip(int(0 < made.row < 50)).table(10),
    "equation": lambda made: made.prose(2).equation(),
    "footnote": lambda made: made.footnote("1 A note on something."),
    "section": lambda made: made.section("Another Section").prose(3),
    "figure on a new page": lambda made: made.new_page().figure(12),
}
AFTER: dict[str, Callable[[Paper], Paper]] = {
    "nothing": lambda made: made,
    "a new page": Paper.new_page,
    "a figure": lambda made: made.skip(1).figure(12),
    "a table": lambda made: made.skip(1).table(10),
    "acknowledgements": lambda made: made.heading("Acknowledgments").prose(3),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    row=st.integers(0, 57),
    parts=st.lists(st.sampled_from(sorted(PARTS)), max_size=4),
    after=st.sampled_from(sorted(AFTER)),
    line_numbers=st.booleans(),
)
def test_the_last_line_of_text_is_found(
    *, row: int, parts: list[str], after: str, line_numbers: bool
) -> None:
    made = paper(line_numbers=line_numbers).fill_to(3, row)
    for part in parts:
        made = PARTS[part](made)
    made.skip(int(0 < made.row < 50)).prose(3)
    page, last = made.page, made.row - 1
    result = inspect(AFTER[after](made).references(12).pdf(), LIMITS, picture=False)
    assert result.main_text
    assert result.main_text.last_page in {page, made.page}
    assert abs(result.main_text.ends_at * 792 - (FIRST + LEADING * last)) < 1.5 * LEADING
