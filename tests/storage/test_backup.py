"""A backup brings back everything, from either database to either, or changes nothing."""

import asyncio
import json
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from storage import calls
from storage.archive import CONTENTS, ArchiveError
from storage.backup import back_up
from storage.restore import restore
from storage.revisions import newest
from storage.store import Store, connect, open_store
from tests.conftest import DATABASES, NewDatabase
from tests.doubles import SUMMER
from tests.storage.filling import ROWS, everything, fill

Opener = Callable[[str], Awaitable[Store]]


@pytest.fixture
async def opened(new_database: NewDatabase) -> AsyncIterator[Opener]:
    """Empty stores on any database, without tables."""
    async with AsyncExitStack() as stack:

        async def make(database: str) -> Store:
            return await stack.enter_async_context(connect(await new_database(database)))

        yield make


@pytest.fixture
async def full(store: Store) -> Store:
    """Rows in every table."""
    async with store.begin() as transaction:
        await transaction.run_sync(fill)
    return store


async def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    async with store.reading() as transaction:
        return await transaction.run_sync(everything)


def names(folder: Path, beginning: str) -> list[str]:
    return [file.name for file in folder.glob(f"{beginning}*")]


def record(command: str) -> calls.CallRecord:
    return calls.CallRecord(SUMMER, "web", command, "done", 7)


@pytest.mark.parametrize("to", DATABASES)
async def test_a_backup_of_either_database_is_restored_whole_into_either(
    full: Store, to: str, opened: Opener, tmp_path: Path
) -> None:
    told = await back_up(full, tmp_path / "backup.zip")
    restored = await opened(to)
    assert await restore(restored, tmp_path / "backup.zip") == told
    assert await rows(restored) == await rows(full)
    assert {table.rows for table in told.tables.values()} == {ROWS}


async def test_after_a_restore_new_rows_are_numbered_on(full: Store, opened: Opener, tmp_path: Path) -> None:
    await back_up(full, tmp_path / "backup.zip")
    restored = await opened("postgresql")
    await restore(restored, tmp_path / "backup.zip")
    async with restored.begin() as transaction:
        await calls.add(transaction, record("deadline"))
        assert [call.command for call in await calls.latest(transaction, 1)] == ["deadline"]


async def test_a_backup_shows_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    async def write() -> None:
        for number in range(60):
            async with store.begin() as transaction:
                await calls.add(transaction, record(f"a{number}"))
                await calls.add(transaction, record(f"b{number}"))

    writing = asyncio.create_task(write())
    counts = list[int]()
    while not writing.done():
        counts.append((await back_up(store, tmp_path / f"{len(counts)}.zip")).tables["calls"].rows)
    await writing
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)


async def test_a_backup_can_be_read_by_its_owner_alone_and_replaces_an_older_one(
    full: Store, tmp_path: Path
) -> None:
    for _ in range(2):
        await back_up(full, tmp_path / "backup.zip")
    assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600
    assert names(tmp_path, "backup") == ["backup.zip"]


async def test_a_store_that_holds_something_is_left_alone(full: Store, tmp_path: Path) -> None:
    await back_up(full, tmp_path / "backup.zip")
    before = await rows(full)
    with pytest.raises(ArchiveError, match="the store is not empty"):
        await restore(full, tmp_path / "backup.zip")
    assert await rows(full) == before


async def test_an_empty_store_of_this_version_is_filled(
    full: Store, new_database: NewDatabase, tmp_path: Path
) -> None:
    await back_up(full, tmp_path / "backup.zip")
    async with open_store(await new_database("sqlite")) as empty:
        await restore(empty, tmp_path / "backup.zip")
        assert await rows(empty) == await rows(full)


def changed(file: Path, **entries: Callable[[bytes], bytes]) -> Path:
    """The same backup with some of its entries changed."""
    to = file.with_name("changed.zip")
    with ZipFile(file) as archive, ZipFile(to, "w", ZIP_DEFLATED) as other:
        for name in archive.namelist():
            change, content = entries.get(name.partition(".")[0]), archive.read(name)
            other.writestr(name, change(content) if change else content)
    return to


def newer(contents: bytes) -> bytes:
    return json.dumps({**json.loads(contents), "revisions": ["9999"]}).encode()


def in_another_format(contents: bytes) -> bytes:
    return json.dumps({**json.loads(contents), "format": 99}).encode()


def without_tables(contents: bytes) -> bytes:
    return json.dumps({**json.loads(contents), "tables": {}}).encode()


@dataclass(frozen=True)
class Damage:
    """What is changed in an entry of a backup, and what is said of it."""

    entry: str
    change: Callable[[bytes], bytes]
    said: str


DAMAGES = (
    Damage("contents", newer, r"a newer Usher wrote it \(schema 9999\)"),
    Damage("contents", in_another_format, "it has format 99, and this Usher reads 1"),
    Damage("contents", lambda _content: b"{}", "it is no backup of Usher's"),
    Damage("contents", without_tables, "it holds no tables"),
    Damage("seen", lambda rows: rows.splitlines()[0], f"its table seen has 1 rows, and should have {ROWS}"),
    Damage("seen", lambda rows: rows[:-9], "its table seen is damaged"),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.said)
async def test_what_is_no_whole_backup_is_refused_and_nothing_is_kept(
    full: Store, opened: Opener, tmp_path: Path, damage: Damage
) -> None:
    await back_up(full, tmp_path / "backup.zip")
    restored = await opened("sqlite")
    with pytest.raises(ArchiveError, match=damage.said):
        await restore(restored, changed(tmp_path / "backup.zip", **{damage.entry: damage.change}))
    assert await rows(restored) == {}


async def test_a_file_that_is_no_archive_is_refused(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_bytes(b"no archive")
    with pytest.raises(ArchiveError, match="it can't be read as a backup"):
        await restore(await opened("sqlite"), tmp_path / "backup.zip")


async def test_a_backup_tells_its_version_and_holds_no_table_of_the_migrations(
    full: Store, tmp_path: Path
) -> None:
    await back_up(full, tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as archive:
        assert json.loads(archive.read(CONTENTS))["revisions"] == list(newest())
        assert "alembic_version.jsonl" not in archive.namelist()


@pytest.mark.parametrize("kind", DATABASES)
async def test_nothing_is_no_backup(opened: Opener, tmp_path: Path, kind: str) -> None:
    with pytest.raises(ArchiveError, match="holds no tables"):
        await back_up(await opened(kind), tmp_path / "backup.zip")
    assert names(tmp_path, "backup") == []
