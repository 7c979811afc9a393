"""Which deliveries were handled, so that one that a platform repeats is handled once."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete

from storage.store import Transaction
from storage.tables.process import seen
from storage.upsert import insert_new


async def first_time(transaction: Transaction, key: str, at: datetime) -> bool:
    """Whether `key` is new; from now on, and for every process on this database, it is not."""
    return await insert_new(transaction, seen, {"key": _short(key), "at": at})


async def purge(transaction: Transaction, before: datetime) -> None:
    await transaction.execute(delete(seen).where(seen.c.at < before))


def _short(key: str) -> str:
    """Platforms set no bound to the length of their keys, and a key says nothing of its content."""
    return sha256(key.encode()).hexdigest()
