"""A playground on a real socket, with the demo's commands beside Usher's own."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestServer

from bot.app import Recorder
from bot.clock import ShiftedClock
from bot.on_web.keys import PLAYGROUND
from bot.on_web.playground import Playground
from bot.on_web.server import create_web
from commands.catalogue import COMMANDS, OVERLAYS
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from tests.bot.on_web.demo import DEMO
from tests.bot.on_web.visitor import Visitor
from tests.doubles import SUMMER

STATIC = Path(__file__).parents[3] / "bot" / "on_web" / "static"


def dispatcher_of(services: Services, clock: ShiftedClock) -> Dispatcher:
    return Dispatcher(
        (*COMMANDS, *DEMO),
        Live(services, OVERLAYS),
        clock,
        RateLimit(1000, 60.0),
        Recorder(services.store, clock),
    )


@pytest.fixture
def clock() -> ShiftedClock:
    clock = ShiftedClock()
    clock.set(SUMMER)
    return clock


@pytest.fixture
async def server(services: Services, clock: ShiftedClock) -> AsyncIterator[TestServer]:
    server = TestServer(create_web(dispatcher_of(services, clock), services.store, clock))
    async with server:
        yield server


@pytest.fixture
def playground(server: TestServer) -> Playground:
    assert server.app is not None
    return server.app[PLAYGROUND]


@pytest.fixture
async def visitor(server: TestServer) -> AsyncIterator[Visitor]:
    """An author's page that has read its token from the page it got."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        page = await Visitor(session, server, "").get("/")
        token = re.search(r'name="usher-token" content="([^"]+)"', page.text)
        assert token
        yield Visitor(session, server, token[1])


def _drawn(kind: str) -> set[str]:
    """The kinds that the page's script draws, read from its table."""
    table = re.search(rf"const {kind} = {{\n(.*?)\n}};", (STATIC / "js" / "blocks.js").read_text(), re.DOTALL)
    assert table
    return set(re.findall(r"^  (\w+): \(", table[1], re.MULTILINE))


@pytest.fixture(scope="session")
def drawn_blocks() -> set[str]:
    return _drawn("BLOCKS")


@pytest.fixture(scope="session")
def drawn_spans() -> set[str]:
    return _drawn("SPANS")
