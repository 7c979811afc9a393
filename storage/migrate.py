"""Bring the schema up to date, under a lock that other processes wait for."""

from collections.abc import Sequence

from alembic import command
from sqlalchemy import Connection, text

from storage.copies import copy_before
from storage.revisions import config, current, newest

LOCK = 7_830_721  # any number that no other program takes on this database


def migrate(connection: Connection) -> None:
    """Run inside the caller's transaction: a failure leaves the schema as it was."""
    lock(connection)
    at, to = current(connection), newest()
    if at == to:
        return
    if at and connection.dialect.name == "sqlite":
        copy_before(connection.engine.url.database or "", to)
    upgrade(connection, to)


def lock(connection: Connection) -> None:
    """Wait for other processes that migrate; SQLite's transaction is a lock by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def upgrade(connection: Connection, to: Sequence[str]) -> None:
    for revision in to:
        command.upgrade(config(connection), revision)
