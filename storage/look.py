"""What there is of a store, found out without making or changing anything."""

import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, text

from storage.errors import StoreError, Unusable
from storage.migrate import refuse_newer
from storage.revisions import current
from storage.store import untouched

MUCH = 1_000_000  # characters that are written for a try: what lies in SQLite's memory alone proves nothing


async def look(url: str) -> Sequence[str]:
    """The revisions that the tables are at, none without a store; `StoreError` where none can be kept.

    That it can be written is tried, and rolled back.
    """
    async with untouched(url) as store:
        if store.file is not None and not _is_there(Path(store.file)):
            return ()
        async with store.reading() as transaction:
            return await transaction.run_sync(_look)


def _is_there(file: Path) -> bool:
    if not file.parent.is_dir():
        raise StoreError(f"there is no folder {file.parent}")
    if not file.exists() and not os.access(file.parent, os.W_OK):
        raise Unusable(f"There is no store yet, and this user can't make one in {file.resolve().parent}.")
    return file.exists()


def _look(connection: Connection) -> Sequence[str]:
    """Write first: in SQLite, who has read must not wait for another writer."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("PRAGMA cache_size = 10")
        )  # pages; what exceeds them goes to the disk at once
    connection.execute(text("CREATE TABLE usher_doctor (tried TEXT)"))
    connection.execute(text("INSERT INTO usher_doctor VALUES (:much)"), {"much": "x" * MUCH})
    at = current(connection)
    refuse_newer(connection, at)
    return at
