"""Everything that is kept about a person, over every table that names one: shown, exported, erased."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from storage.people import personal_columns
from storage.store import Transaction
from storage.tables.base import OTHERS_WORDS
from storage.tables.people import accounts, join_codes, people

NAMES = frozenset({"actor", "author", "decided_by"})
"""Columns that name who did what in tables where the deed outlives its person."""
NOBODY = "an organiser"
ACCESS = {accounts.name, join_codes.name}  # says how a person comes in, and nothing of what she did


async def export(transaction: Transaction, person: int) -> dict[str, list[dict[str, Any]]]:
    """The person's rows by table, as JSON takes them; tables without any are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, column in personal_columns():
        own = [each for each in table.columns if not each.info.get(OTHERS_WORDS)]
        rows = (await transaction.execute(select(*own).where(table.c[column] == person))).mappings()
        if shown := [{name: _plain(value) for name, value in row.items()} for row in rows]:
            found.setdefault(table.name, []).extend(shown)
    return found


async def erase(transaction: Transaction, person: int) -> None:
    """Forget a person: rows go by their foreign keys, and a deed that must stay told loses the name."""
    for table, column in personal_columns():
        blank = {name: NOBODY for name in NAMES if name in table.c}
        if blank:
            blanked = update(table).where(table.c[column] == person).values({**blank, column: None})
            await transaction.execute(blanked)
    await transaction.execute(delete(people).where(people.c.id == person))


def nothing_kept() -> ColumnElement[bool]:
    """That a person has an account at most: nothing that the account would be needed for."""
    rows = [
        ~exists(select(1).where(table.c[column] == people.c.id))
        for table, column in personal_columns()
        if table.name not in ACCESS
    ]
    return and_(*rows)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
