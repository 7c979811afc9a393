"""Tables in letters of one width, for chats that know no others."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from commands.core.reply import Table

PHONE = 40  # letters beside each other that a phone shows unbroken
GAP = "  "

Row = Sequence[str]


def monospaced(table: Table, most: int, width: int = PHONE) -> Iterator[str]:
    """Texts of at most about `most` characters, each under the columns' heads.

    A table that is wider than `width` tells what a row is about on a line of its own, above the rest of it.
    """
    rows = [[_one_line(cell, width) for cell in row] for row in (table.heads, *table.rows)]
    shown = _beside(rows, table) if _width(rows, GAP) <= width else _below(rows, table, width)
    head, *rest = shown
    head += f"\n{'─' * max(map(cell_len, head.splitlines()))}"
    now = head
    for row in rest:
        if len(now) + len(row) >= most:
            yield now
            now = head
        now += f"\n{row}"
    yield now


def _beside(rows: Sequence[Row], table: Table) -> Iterator[str]:
    numeric = [column.numeric for column in table.columns]
    widths = _widths(rows)
    yield from (_aligned(row, widths, numeric, GAP) for row in rows)


def _below(rows: Sequence[Row], table: Table, width: int) -> Iterator[str]:
    numeric = [column.numeric for column in table.columns[1:]]
    values = [row[1:] for row in rows]
    gap = GAP if _width(values, GAP) + len(GAP) <= width else " "
    widths = _widths(values)
    for row, rest in zip(rows, values, strict=True):
        about = "\n".join(wrap(row[0], width)) or "–"
        yield f"{about}\n{gap}{_aligned(rest, widths, numeric, gap)}" if rest else about


def _aligned(row: Row, widths: Sequence[int], numeric: Sequence[bool], gap: str) -> str:
    cells = (
        f"{' ' * (width - cell_len(cell))}{cell}" if right else set_cell_size(cell, width)
        for cell, width, right in zip(row, widths, numeric, strict=True)
    )
    return gap.join(cells).rstrip()


def _widths(rows: Iterable[Row]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _width(rows: Sequence[Row], gap: str) -> int:
    widths = _widths(rows)
    return sum(widths) + len(gap) * (len(widths) - 1)


def _one_line(cell: str, width: int) -> str:
    said = " ".join(cell.split())
    return said if len(said) <= 4 * width else f"{said[: 4 * width - 1]}…"
