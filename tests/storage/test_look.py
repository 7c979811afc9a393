"""A look at a store tells how it is and leaves it so."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from storage.errors import StoreError, Unusable
from storage.look import look
from storage.migrate import upgrade
from storage.revisions import newest
from storage.store import connect, open_store


def files(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_of_a_store_that_is_not_there_none_is_made(tmp_path: Path) -> None:
    assert await look(f"sqlite:///{tmp_path}/usher.db") == ()
    assert files(tmp_path) == []


async def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        await look(f"sqlite:///{tmp_path}/nowhere/usher.db")


def tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


async def test_a_store_keeps_its_version_and_its_tables(database_url: str) -> None:
    async with open_store(database_url) as store, store.reading() as transaction:
        before = await transaction.run_sync(tables)
    assert await look(database_url) == newest()
    async with connect(database_url) as store, store.reading() as transaction:
        assert await transaction.run_sync(tables) == before


async def test_an_earlier_version_is_told_and_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/usher.db"
    async with connect(url) as store, store.begin() as transaction:
        await transaction.run_sync(lambda connection: upgrade(connection, ["0008"]))
    assert await look(url) == ("0008",)
    assert await look(url) == ("0008",)
    assert files(tmp_path) == ["usher.db"]


async def test_a_newer_version_is_refused(database_url: str) -> None:
    async with connect(database_url) as store, store.begin() as transaction:
        await transaction.execute(text("UPDATE alembic_version SET version_num = '0042'"))
    with pytest.raises(Unusable, match="of version 0042"):
        await look(database_url)


@pytest.fixture
def no_room() -> Iterator[None]:
    """No file of this process may grow beyond the size of a store that holds little."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_disk_without_room_is_an_error(database_url: str, no_room: None) -> None:
    with pytest.raises(StoreError):
        await look(database_url)
