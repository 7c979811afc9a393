"""The migrations and the tables in the code are the same thing said twice; this keeps them so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.backup import back_up
from storage.copies import KEPT, copies, copy_before
from storage.errors import Unusable
from storage.migrate import migrate, upgrade
from storage.restore import restore
from storage.revisions import config, current, newest
from storage.store import Store, connect, open_store
from storage.tables import metadata
from tests.conftest import NewDatabase
from tests.storage.filling import Rows, everything, fill


def earlier() -> Iterator[str]:
    """Every version that there was before the newest."""
    scripts = ScriptDirectory.from_config(config())
    return (script.revision for script in scripts.walk_revisions() if script.revision not in newest())


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


async def as_of(store: Store, revision: str) -> Rows:
    """Bring an empty store to an earlier version, with rows in every table."""
    async with store.begin() as transaction:
        await transaction.run_sync(lambda connection: upgrade(connection, [revision]))
        await transaction.run_sync(fill)
        return await transaction.run_sync(everything)


async def rows(store: Store) -> Rows:
    async with store.reading() as transaction:
        return await transaction.run_sync(everything)


def kept(before: Rows, after: Rows) -> bool:
    """Whether every row is still there, with what was added to it behind."""
    return all(
        len(after[table]) == len(held) and {row[0] for row in after[table]} >= {row[0] for row in held}
        for table, held in before.items()
    )


@pytest.mark.parametrize("revision", list(earlier()))
async def test_every_earlier_version_is_brought_up_to_date_with_all_its_rows(
    empty_database_url: str, revision: str
) -> None:
    async with connect(empty_database_url) as store:
        before = await as_of(store, revision)
    async with open_store(empty_database_url) as store, store.reading() as transaction:
        assert await transaction.run_sync(current) == newest()
        assert kept(before, await transaction.run_sync(everything))


async def test_a_backup_of_an_earlier_version_is_restored_and_brought_up_to_date(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    async with connect(await new_database("sqlite")) as store:
        before = await as_of(store, "0002")
        await back_up(store, tmp_path / "backup.zip")
    async with connect(await new_database("postgresql")) as store:
        await restore(store, tmp_path / "backup.zip")
        assert kept(before, await rows(store))


async def test_a_sqlite_file_is_copied_before_its_schema_changes_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "usher.db"
    async with connect(f"sqlite:///{file}") as store:
        before = await as_of(store, "0002")
    for _ in range(2):
        async with open_store(f"sqlite:///{file}"):
            pass
    (copy,) = copies(str(file))
    assert copy.name == f"usher.db.before-v{'-'.join(newest())}"
    async with connect(f"sqlite:///{copy}") as store:
        assert await rows(store) == before


async def test_only_the_latest_copies_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        file = tmp_path / "usher.db"
        file.unlink(missing_ok=True)
        (tmp_path / f"usher.db.before-v000{number}").touch()
        async with connect(f"sqlite:///{file}") as store:
            await as_of(store, "0001")
            async with store.begin() as transaction:
                await transaction.run_sync(migrate)
    assert len(copies(str(tmp_path / "usher.db"))) == KEPT


async def come_from_the_future(store: Store) -> None:
    async with store.begin() as transaction:
        await transaction.execute(text("UPDATE alembic_version SET version_num = '0042'"))


async def test_a_newer_store_is_refused_with_what_to_do(database_url: str) -> None:
    async with connect(database_url) as store:
        await come_from_the_future(store)
    with pytest.raises(Unusable) as refused:
        async with open_store(database_url):
            pass
    assert str(refused.value) == (
        "The store is of version 0042; this Usher knows versions up to 0009. Start the newer Usher."
    )


async def test_a_newer_store_is_not_copied_and_the_copy_to_go_back_to_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/usher.db"
    async with open_store(url) as store:
        for version in ("0010", "0041"):
            copy_before(store.file or "", [version])
            await come_from_the_future(store)
    before = {copy: copy.read_bytes() for copy in copies(f"{tmp_path}/usher.db")}
    with pytest.raises(Unusable, match=r"newer Usher, or put the copy usher.db.before-v0010 in its place\.$"):
        async with open_store(url):
            pass
    assert {copy: copy.read_bytes() for copy in copies(f"{tmp_path}/usher.db")} == before
