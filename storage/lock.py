"""What one process alone may do at a time, chosen by a lock of the database's or the system's."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from errno import EACCES, EAGAIN
from fcntl import LOCK_EX, LOCK_NB, lockf
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from storage.errors import StoreError
from storage.store import Store, Transaction

GATEWAY = 7_830_722
"""Held by the process that is on Discord's gateway; any number that no other program takes."""

EVERY = 1.0  # seconds between two tries, and between two looks whether it is still held
PATIENCE = 4.0  # seconds that the database has to answer a look

HELD = frozenset({EACCES, EAGAIN})  # systems differ in which of them says so; NFS has more that say otherwise
TAKEN = (
    "another `usher run` serves from {file}, and a SQLite file is for one process. "
    "Stop that one, or give all of them the same PostgreSQL"
)


@asynccontextmanager
async def held_alone(store: Store, number: int, wait: Callable[[], None]) -> AsyncIterator[asyncio.Event]:
    """Hold the lock for the block, once no other process does; yields what is set when it is lost.

    It goes with its connection: the database frees it as soon as this process dies. `wait` is called while
    another holds it. Where only one process can work on the store, it has the lock.
    """
    lost = asyncio.Event()
    if not store.is_shared:
        yield lost
        return
    async with store.session() as session:
        while not await _try(session, number):
            wait()
            await asyncio.sleep(EVERY)
        watching = asyncio.create_task(_watch(session, lost))
        try:
            yield lost
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)


async def _try(session: Transaction, number: int) -> bool:
    try:
        asked = text("SELECT pg_try_advisory_lock(:number)")
        return bool((await session.execute(asked, {"number": number})).scalar())
    except (SQLAlchemyError, OSError) as error:
        raise StoreError("the lock could not be asked for") from error


async def _watch(session: Transaction, lost: asyncio.Event) -> None:
    try:
        while True:
            await asyncio.sleep(EVERY)
            async with asyncio.timeout(PATIENCE):
                await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError, TimeoutError):
        lost.set()


@contextmanager
def alone_on_file(url: str) -> Iterator[None]:
    """Be the one process that serves from a SQLite file, or `StoreError`; PostgreSQL is for any number.

    The lock is on a file beside the store, so that a backup may read it, and goes with its process however
    that dies; unlike `flock`'s it is not left to the workers that outlive it.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        yield
        return
    with _locked(address.database or ""):
        yield


def _locked(store: str) -> BinaryIO:
    """Beside the file itself, which all the links to it share."""
    file = Path(f"{Path(store).resolve()}.lock")
    held = _opened(file)
    try:
        lockf(held, LOCK_EX | LOCK_NB)
    except OSError as error:
        held.close()
        if error.errno in HELD:
            raise StoreError(TAKEN.format(file=store)) from None
        raise StoreError(f"{file} can't be locked: {error.strerror}") from error
    return held


def _opened(file: Path) -> BinaryIO:
    try:
        file.touch(mode=0o600)
        return file.open("ab")
    except FileNotFoundError:
        raise StoreError(f"there is no folder {file.parent}") from None
    except OSError as error:
        raise StoreError(f"{file} can't be written: {error.strerror}") from error
