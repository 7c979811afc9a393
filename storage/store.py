"""The database behind one handle: SQLite for one process, PostgreSQL beyond."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stamina
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, QueuePool

from storage.address import place
from storage.errors import StoreError, Unusable
from storage.migrate import migrate
from storage.refusals import refusal
from storage.revisions import current

Transaction = AsyncConnection

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
CONNECTIONS = 15  # at most; each stays open, since opening one costs more than most units of work
BUSY = 5.0  # seconds that SQLite waits for another writer
READING = "usher_reading"  # the option of a connection that begins without the write lock
KEEPALIVE = {  # seconds and tries, so that the database soon sees that a machine is gone
    "tcp_keepalives_idle": "4",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "2",
}
ELSEWHERE = "`usher run` makes one; where it did, work in its folder and with its --config."
NOTIFIED = "usher_notified"  # where a unit of work keeps that others wait for its commit


class Store:
    """Units of work on one database: `async with store.begin() as transaction`.

    `outbox_changed` is set when one was committed that gives the delivery something to do.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.outbox_changed = asyncio.Event()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """Commit at the end, roll back on any error; a database that refuses raises `StoreError`."""
        with _told(self._engine.url):
            async with self._engine.begin() as transaction:
                transaction.info[NOTIFIED] = False
                yield transaction
                notified = transaction.info.get(NOTIFIED)
        if notified:
            self.outbox_changed.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Like `begin`, for looking only: on SQLite it waits for no writer."""
        with _told(self._engine.url):
            async with self._engine.connect() as transaction:
                await transaction.execution_options(**{READING: True})
                yield transaction

    async def ping(self) -> None:
        """Raise `StoreError` where the database does not answer."""
        async with self.reading() as transaction:
            await transaction.exec_driver_sql("SELECT 1")

    @property
    def is_shared(self) -> bool:
        """Whether several processes may work on it at once."""
        return self._engine.dialect.name != "sqlite"

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Transaction]:
        """A connection of one's own, outside the pool and without a transaction, for a block's length."""
        engine = create_async_engine(
            self._engine.url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"server_settings": KEEPALIVE},
        )
        with _told(self._engine.url):
            session = await engine.connect()
        try:
            yield session
        finally:
            with suppress(SQLAlchemyError, OSError):
                await session.close()

    @property
    def file(self) -> str | None:
        """The SQLite file; None where the database is elsewhere."""
        return self._engine.url.database if self._engine.dialect.name == "sqlite" else None

    @property
    def place(self) -> str:
        """Where it is, for people: the file's whole path, or the database without its user's password."""
        return place(self._engine.url)

    @property
    def connections(self) -> "Connections":
        pool = self._engine.pool
        if isinstance(pool, QueuePool):
            return Connections(busy=pool.checkedout(), idle=pool.checkedin())
        return Connections(0, 0)


def notify(transaction: Transaction) -> None:
    """Wake, once this unit of work is committed, whoever waits for the outbox in this process."""
    transaction.info[NOTIFIED] = True


@dataclass(frozen=True)
class Connections:
    """How many connections to the database are at work, and how many wait for some."""

    busy: int
    idle: int


@contextmanager
def _told(url: URL) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise refusal(error, url) from error


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Connect and bring the schema up to date, one process at a time; `url` as SQLAlchemy takes it."""
    async with connect(url) as store:
        async with store.begin() as transaction:
            await transaction.run_sync(migrate)
        yield store


@asynccontextmanager
async def open_existing(url: str) -> AsyncIterator[Store]:
    """Like `open_store`, but `Unusable` where nothing was ever kept: a wrong folder is no empty store."""
    async with connect(url, make=False) as store:
        async with store.begin() as transaction:
            if not await transaction.run_sync(current):
                raise Unusable(f"The store {store.place} holds no tables. {ELSEWHERE}")
            await transaction.run_sync(migrate)
        yield store


@asynccontextmanager
async def connect(url: str, *, make: bool = True) -> AsyncIterator[Store]:
    """Connect, and leave the schema as it is; a SQLite file that is not there is made, or is `Unusable`."""
    async with untouched(url) as store:
        if store.file is not None:
            with _told(make_url(url)):
                _make_file(Path(store.file)) if make else _need_file(Path(store.file))
                await asyncio.to_thread(_write_ahead, store.file)
        yield store


@asynccontextmanager
async def untouched(url: str) -> AsyncIterator[Store]:
    """A store that is not looked at before the first unit of work."""
    engine = create_async_engine(
        _with_driver(url),
        pool_pre_ping=not url.startswith("sqlite"),
        pool_size=CONNECTIONS,
        max_overflow=0,
        hide_parameters=True,
    )
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        yield Store(engine)
    finally:
        await engine.dispose()


def _with_driver(url: str) -> str:
    parsed = make_url(url)
    name = DRIVERS.get(parsed.drivername, parsed.drivername)
    return parsed.set(drivername=name).render_as_string(hide_password=False)


def _need_file(file: Path) -> None:
    if not file.is_file():
        relative = "" if file.is_absolute() else " (store.url is relative to the working folder)"
        raise Unusable(f"There is no store at {file.resolve()}{relative}. {ELSEWHERE}")


def _make_file(file: Path) -> None:
    """A new file is its owner's alone, and so are those that SQLite puts beside it."""
    if not file.parent.is_dir():
        raise StoreError(f"there is no folder {file.parent}")
    with suppress(FileExistsError):
        file.touch(mode=0o600, exist_ok=False)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """Take transactions into our own hands: the driver's habits would leave a failed migration half made."""

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        reading = connection.get_execution_options().get(READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@stamina.retry(on=sqlite3.OperationalError, attempts=None, timeout=BUSY, wait_initial=0.01)
def _write_ahead(file: str) -> None:
    """Let readers pass a writer, from now on for this file.

    Two processes that switch a new file at once refuse each other without waiting, so we try again.
    """
    with closing(sqlite3.connect(file, timeout=BUSY)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
