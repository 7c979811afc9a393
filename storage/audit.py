"""The audit log: who did what, when; written in the same unit of work as the deed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.store import Transaction
from storage.tables.audit import audit


@dataclass(frozen=True)
class Entry:
    """`subject` names what it was done to ("announcement 7"), `detail` says what a reader needs."""

    at: datetime
    person: int | None
    actor: str
    action: str
    subject: str
    detail: str = ""


async def write(transaction: Transaction, entry: Entry) -> None:
    await transaction.execute(insert(audit).values(**vars(entry)))


async def read(transaction: Transaction, subject: str | None = None, limit: int = 100) -> tuple[Entry, ...]:
    """The newest entries, newest first; of one subject when given."""
    found = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if subject is not None:
        found = found.where(audit.c.subject == subject)
    rows = await transaction.execute(found)
    return tuple(Entry(row.at, row.person, row.actor, row.action, row.subject, row.detail) for row in rows)
