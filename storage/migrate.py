"""Bring the schema up to date, under a lock that other processes wait for."""

from collections.abc import Sequence

from alembic import command
from sqlalchemy import Connection, text

from storage.copies import copy_before, latest_of
from storage.errors import Unusable
from storage.revisions import config, current, known, newest

LOCK = 7_830_721  # any number that no other program takes on this database


def migrate(connection: Connection) -> None:
    """Run inside the caller's transaction: a failure leaves the schema as it was."""
    lock(connection)
    at, to = current(connection), newest()
    if at == to:
        return
    refuse_newer(connection, at)
    if at and connection.dialect.name == "sqlite":
        copy_before(connection.engine.url.database or "", to)
    upgrade(connection, to)


def refuse_newer(connection: Connection, at: Sequence[str]) -> None:
    """Raise `Unusable` where a newer Usher made the tables; a copy of them would replace a good one."""
    if set(at) <= known():
        return
    back = _way_back(connection) if connection.dialect.name == "sqlite" else ""
    raise Unusable(
        f"The store is of version {', '.join(at)}; this Usher knows versions up to {', '.join(newest())}. "
        f"Start the newer Usher{back}."
    )


def _way_back(connection: Connection) -> str:
    copy = latest_of(connection.engine.url.database or "", known())
    return f", or put the copy {copy.name} in its place" if copy else ""


def lock(connection: Connection) -> None:
    """Wait for other processes that migrate; SQLite's transaction is a lock by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def upgrade(connection: Connection, to: Sequence[str]) -> None:
    for revision in to:
        command.upgrade(config(connection), revision)
