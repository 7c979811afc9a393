"""One process at a time holds the lock, and the next has it as soon as that one is gone."""

import asyncio
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.errors import StoreError
from storage.lock import GATEWAY, alone_on_file, held_alone
from storage.store import Store, open_store


async def test_the_lock_is_one_processs_at_a_time(store: Store, database_url: str) -> None:
    if not store.is_shared:
        async with held_alone(store, GATEWAY, lambda: None) as lost:
            assert not lost.is_set()
        return
    waiting, order = asyncio.Event(), list[str]()

    async def second() -> None:
        async with open_store(database_url) as other, held_alone(other, GATEWAY, waiting.set):
            order.append("second")

    async with held_alone(store, GATEWAY, lambda: None):
        task = asyncio.create_task(second())
        await asyncio.wait_for(waiting.wait(), 20)
        order.append("first")
    await asyncio.wait_for(task, 20)
    assert order == ["first", "second"]


async def test_a_lock_whose_connection_is_cut_is_told_as_lost(store: Store) -> None:
    if not store.is_shared:
        return
    async with held_alone(store, GATEWAY, lambda: None) as lost:
        async with store.begin() as transaction:
            here = (
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock"
            )
            await transaction.execute(text(here), {"lock": GATEWAY})
        await asyncio.wait_for(lost.wait(), 20)


async def opened(url: str) -> None:
    async with open_store(url) as store:
        await store.ping()


HOLDING = """
import sys, time
from storage.lock import alone_on_file
with alone_on_file(sys.argv[1]):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_sqlite_file_is_served_by_one_process_and_by_the_next_when_that_is_killed(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/usher.db"
    command = [sys.executable, "-c", HOLDING, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="another `usher run` serves from"), alone_on_file(url):
            pass
        asyncio.run(opened(url))  # as by a backup
        other.kill()
        other.wait()
        with alone_on_file(url):
            assert (tmp_path / "usher.db.lock").stat().st_mode & 0o077 == 0


def test_a_link_to_a_sqlite_file_is_locked_with_it(tmp_path: Path) -> None:
    (tmp_path / "usher.db").touch()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "usher.db").symlink_to(tmp_path / "usher.db")
    with alone_on_file(f"sqlite:///{tmp_path}/linked/usher.db"):
        assert (tmp_path / "usher.db.lock").exists()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EAGAIN, "another `usher run` serves from .*usher.db,"),
        (errno.EACCES, "another `usher run` serves from .*usher.db,"),
        (errno.ENOLCK, r"usher\.db\.lock can't be locked: No locks available"),
    ],
)
def test_a_file_system_that_locks_nothing_is_not_taken_for_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("storage.lock.lockf", refused)
    with pytest.raises(StoreError, match=said), alone_on_file(f"sqlite:///{tmp_path}/usher.db"):
        pass


def test_a_folder_that_there_is_not_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/usher.db"
    with pytest.raises(StoreError, match=f"^there is no folder {tmp_path}/nowhere$"), alone_on_file(url):
        pass


def test_a_postgresql_is_for_any_number_of_processes() -> None:
    with alone_on_file("postgresql://usher@localhost/usher"):
        pass
