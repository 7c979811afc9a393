"""Tables for spreadsheets: what is written reads back, and nothing in it runs."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from commands.reviewers.spreadsheet import BOM, FORMULA, harmless, meant, written

CELLS = st.lists(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=4)
)


@given(CELLS)
def test_whatever_was_written_reads_back(rows: list[list[str]]) -> None:
    read = csv.reader(io.StringIO(written(rows).decode(), newline=""))
    assert [[meant(cell) for cell in row] for row in read] == rows


@given(st.text())
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert not harmless(cell).startswith(FORMULA)


def test_accents_commas_quotes_and_line_breaks_come_out_right() -> None:
    row = ["Zoë Müller, Jr.", 'the "first"', "two\nlines"]
    assert written([row]) == '"Zoë Müller, Jr.","the ""first""","two\nlines"\r\n'.encode()
    assert BOM.decode("utf-8") == "\ufeff"
