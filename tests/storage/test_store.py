"""What the store promises, on both databases."""

import asyncio
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import calls
from storage.errors import StoreError
from storage.store import CONNECTIONS, Store, open_store


def record(command: str) -> calls.CallRecord:
    return calls.CallRecord(datetime(2025, 8, 1, 12, tzinfo=UTC), "web", command, "done", 7)


async def test_what_was_committed_is_there_after_reopening(database_url: str) -> None:
    async with open_store(database_url) as store, store.begin() as transaction:
        await calls.add(transaction, record("deadline"))
    async with open_store(database_url) as store, store.begin() as transaction:
        assert await calls.latest(transaction, 10) == (record("deadline"),)


async def test_an_error_inside_a_unit_of_work_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.begin() as transaction:
            await calls.add(transaction, record("deadline"))
            raise ZeroDivisionError
    async with store.begin() as transaction:
        assert await calls.latest(transaction, 10) == ()


async def test_the_latest_calls_come_oldest_first(store: Store) -> None:
    for name in ("help", "ask", "deadline"):
        async with store.begin() as transaction:
            await calls.add(transaction, record(name))
    async with store.begin() as transaction:
        latest = await calls.latest(transaction, 2)
    assert [call.command for call in latest] == ["ask", "deadline"]


async def test_writers_at_the_same_time_wait_for_each_other(store: Store) -> None:
    async def write(name: str) -> None:
        async with store.begin() as transaction:
            await calls.add(transaction, record(name))

    await asyncio.gather(*(write(f"c{number}") for number in range(20)))
    async with store.begin() as transaction:
        assert len(await calls.latest(transaction, 100)) == 20


async def test_connections_that_were_needed_at_once_stay_open(store: Store) -> None:
    gate = asyncio.Barrier(CONNECTIONS)

    async def look() -> None:
        async with store.reading() as transaction:
            await calls.latest(transaction, 1)
            await gate.wait()

    await asyncio.gather(*(look() for _ in range(CONNECTIONS)))
    assert (store.connections.busy, store.connections.idle) == (0, CONNECTIONS)


async def test_a_refusing_database_is_a_store_error(store: Store) -> None:
    with pytest.raises(StoreError):
        async with store.begin() as transaction:
            await transaction.exec_driver_sql("SELECT nothing FROM nowhere")


async def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    async def start() -> None:
        async with open_store(empty_database_url) as store, store.begin() as transaction:
            await calls.latest(transaction, 1)

    await asyncio.gather(*(start() for _ in range(4)))


async def test_a_folder_that_is_not_there_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        async with open_store(f"sqlite:///{tmp_path / 'no' / 'usher.db'}"):
            pass


async def test_a_sqlite_file_and_those_beside_it_are_their_owners_alone(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path / 'usher.db'}"):
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files(tmp_path)}
    assert modes["usher.db"] == 0o600
    assert set(modes.values()) == {0o600}


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())
