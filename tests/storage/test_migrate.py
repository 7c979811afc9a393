"""The migrations and the tables in the code are the same thing said twice; this keeps them so."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from storage.store import Store
from storage.tables import metadata


async def test_the_migrations_make_exactly_the_tables_of_the_schema(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.begin() as transaction:
        assert await transaction.run_sync(differences) == []


async def test_sqlite_runs_with_a_write_ahead_log_and_foreign_keys(store: Store) -> None:
    async with store.begin() as transaction:
        if transaction.dialect.name != "sqlite":
            return
        assert (await transaction.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await transaction.execute(text("PRAGMA foreign_keys"))).scalar() == 1
