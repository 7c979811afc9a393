"""Tables in letters of one width: under each other, within a phone's width, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.monospace import PHONE, monospaced
from commands.core.reply import Column, Table

COLUMNS = (Column("Topic"), Column("Reviewers", numeric=True), Column("Covered", numeric=True))
NARROW = Table("", COLUMNS, (("Circuits", "12", "137%"), ("機械学習", "3", "–")))
WIDE = Table("", COLUMNS, (("Auditing and evaluating behaviours that matter for safety", "3", "7%"),))


def test_columns_stand_under_each_other_whatever_the_letters_are() -> None:
    (shown,) = monospaced(NARROW, 1_000)
    assert shown.splitlines() == [
        "Topic     Reviewers  Covered",
        "────────────────────────────",
        "Circuits         12     137%",
        "機械学習          3        –",
    ]


def test_a_table_too_wide_for_a_phone_names_each_row_on_a_line_of_its_own() -> None:
    (shown,) = monospaced(WIDE, 1_000)
    assert shown.splitlines() == [
        "Topic",
        "  Reviewers  Covered",
        "────────────────────",
        "Auditing and evaluating behaviours that",
        "matter for safety",
        "          3       7%",
    ]


def test_a_long_table_goes_on_under_its_heads() -> None:
    shown = list(monospaced(Table("", COLUMNS, (("Circuits", "1", "1%"),) * 9), 200))
    assert len(shown) > 1
    assert all(text.startswith("Topic ") and len(text) <= 200 for text in shown)
    assert sum(text.count("Circuits") for text in shown) == 9


@given(st.lists(st.tuples(st.text("ab `~-", max_size=90), st.integers(0, 9999).map(str)), max_size=20))
def test_every_number_is_told_and_no_line_is_broken_by_a_phone(rows: list[tuple[str, str]]) -> None:
    lines = [
        row for text in monospaced(Table("", COLUMNS[:2], tuple(rows)), 500) for row in text.splitlines()
    ]
    ends = [row.split()[-1] for row in lines if row.split()]
    assert [number for _, number in rows] == [end for end in ends if end.isdecimal()]
    assert all(cell_len(row) <= PHONE for row in lines)
