"""Which deliveries were handled, so that one that a platform repeats is handled once."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite

from storage.schema import seen
from storage.store import Transaction

INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


async def first_time(transaction: Transaction, key: str, at: datetime) -> bool:
    """Whether `key` is new; from now on, and for every process on this database, it is not."""
    added = INSERTS[transaction.dialect.name](seen).values(key=_short(key), at=at.astimezone(UTC))
    return (await transaction.execute(added.on_conflict_do_nothing())).rowcount == 1


async def purge(transaction: Transaction, before: datetime) -> None:
    await transaction.execute(delete(seen).where(seen.c.at < before.astimezone(UTC)))


def _short(key: str) -> str:
    """Platforms set no bound to the length of their keys, and a key says nothing of its content."""
    return sha256(key.encode()).hexdigest()
