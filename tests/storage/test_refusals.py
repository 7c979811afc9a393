"""A store that can't be used says so in words for its operator."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, make_url

from storage.address import place
from storage.errors import StoreError, Unusable
from storage.refusals import refusal
from storage.store import Store, connect, open_store

PASSWORD = "hunter2"  # noqa: S105 - the tests' own
NO_ANSWER = "PostgreSQL does not answer at {}. Is it running, and may this machine reach it?"
UNREACHED = {
    f"postgresql://usher:{PASSWORD}@127.0.0.1:9/usher": NO_ANSWER.format("127.0.0.1:9"),
    f"postgresql://usher:{PASSWORD}@localhost:9/usher": NO_ANSWER.format("localhost:9"),
    f"postgresql://usher:{PASSWORD}@/usher?host=/no/socket": NO_ANSWER.format("/no/socket"),
    f"postgresql://usher:{PASSWORD}@db.invalid/usher": (
        "The host db.invalid of store.url is not known. Is the name right, and does a name server answer?"
    ),
}


@pytest.mark.parametrize("url", UNREACHED)
async def test_a_database_that_does_not_answer_is_named_without_the_password(url: str) -> None:
    with pytest.raises(Unusable) as refused:
        async with open_store(url):
            pass
    assert str(refused.value) == UNREACHED[url]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://usher:hunter2@db:5433/usher", "db:5433/usher"),
        ("postgresql://usher:hunter2@db/usher", "db:5432/usher"),
        ("postgresql://usher:hunter2@/usher?host=/run/postgresql", "/run/postgresql/usher"),
    ],
)
def test_a_place_is_told_without_user_and_password(url: str, said: str) -> None:
    assert place(make_url(url)) == said


@pytest.fixture
def full(database_url: str) -> Iterator[None]:
    """No SQLite file may grow."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_full_disk_is_said_with_the_file(database_url: str, full: None) -> None:
    with pytest.raises(Unusable, match=r"^The disk of the store /.*/store.db is full\. Make room on it\.$"):
        async with connect(database_url) as store, store.begin() as transaction:
            await transaction.exec_driver_sql("CREATE TABLE more (room TEXT)")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_database_that_takes_no_writes_says_so(store: Store) -> None:
    with pytest.raises(Unusable, match="is a standby there, or was set to read only"):
        async with store.begin() as transaction:
            await transaction.exec_driver_sql("SET TRANSACTION READ ONLY")
            await transaction.exec_driver_sql("CREATE TABLE more (room TEXT)")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_connection_that_breaks_says_so(store: Store) -> None:
    with pytest.raises(Unusable, match="broke the connection off"):
        async with store.begin() as transaction:
            await transaction.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("number", [13, 30])
def test_a_file_that_this_user_may_not_write_says_so(number: int) -> None:
    error = OSError(number, os.strerror(number), "usher.db")
    told = refusal(error, make_url("sqlite:///usher.db"))
    assert str(told) == (
        f"The store {Path.cwd()}/usher.db can't be written. Does this user own the file and its folder?"
    )


def test_what_is_not_understood_keeps_its_own_words() -> None:
    told = refusal(OSError(5, "Input/output error", "picture.png"), make_url("sqlite:///usher.db"))
    assert type(told) is StoreError
    assert "picture.png" in str(told)
