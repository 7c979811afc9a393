"""A few rows in every table that a database has, whatever tables there will be."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, insert, select

from storage.archive import kind_of
from storage.backup import reflected

ROWS = 3
SAID = "Žofie said “„ñ”\n😀"

Rows = dict[str, list[tuple[Any, ...]]]


def fill(connection: Connection) -> None:
    for table in reflected(connection):
        for number in range(1, ROWS + 1):
            values = {column.name: _value(column, number) for column in table.columns}
            connection.execute(insert(table).values(**values))


def _value(column: Column[Any], number: int) -> Any:
    made = {
        datetime: datetime(2025, 8, number, 12, 30, 15, 250_000, tzinfo=UTC) + timedelta(hours=number),
        date: date(2025, 8, number),
        bytes: bytes([0, 255, number]),
        bool: bool(number % 2),
        int: number,
        float: number + 0.5,
    }
    if column.type.python_type is not str:
        return made[column.type.python_type]
    if column.nullable and number == ROWS:
        return None
    room = getattr(column.type, "length", None) or 1_000
    return f"{number}{SAID}"[:room]


def everything(connection: Connection) -> Rows:
    """Every row of every table, with times as both databases tell them."""
    return {
        table.name: [
            tuple(_same(value) for value in row)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in reflected(connection)
    }


def _same(value: Any) -> Any:
    is_moment = isinstance(value, datetime)
    assert is_moment == (kind_of(type(value)) == "moment")
    return value.replace(tzinfo=UTC) if is_moment and not value.tzinfo else value
