"""Everything that is kept about a person, over every table that names one: shown, exported, erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage.people import personal_columns
from storage.store import Transaction
from storage.tables.people import people


async def export(transaction: Transaction, person: int) -> dict[str, list[dict[str, Any]]]:
    """The person's rows by table, as JSON takes them; tables without any are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, column in personal_columns():
        rows = (await transaction.execute(select(table).where(table.c[column] == person))).mappings()
        if shown := [{name: _plain(value) for name, value in row.items()} for row in rows]:
            found.setdefault(table.name, []).extend(shown)
    return found


async def erase(transaction: Transaction, person: int) -> None:
    """Forget a person: the foreign keys delete the rows, or blank the name where a deed must stay told."""
    await transaction.execute(delete(people).where(people.c.id == person))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
