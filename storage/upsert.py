"""Insertion that a row which is already there turns into nothing, alike on both databases."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.store import Transaction

INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


async def insert_new(transaction: Transaction, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether the row was added; False when one with its unique key is there already."""
    added = INSERTS[transaction.dialect.name](table).values(**row).on_conflict_do_nothing()
    return (await transaction.execute(added)).rowcount == 1


async def insert_all_new(
    transaction: Transaction,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    told: Sequence[Column[Any]] = (),
) -> Sequence[Row[Any]]:
    """Add the rows, but for those whose unique key is there already; the `told` columns of the added."""
    if not rows:
        return ()
    added = INSERTS[transaction.dialect.name](table).on_conflict_do_nothing()
    wanted = added.returning(*told) if told else added
    made = await transaction.execute(wanted, [dict(row) for row in rows])
    return made.all() if told else ()
