"""Usher on a fake Slack, over Socket Mode and over HTTP: each test that talks to it runs in both."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import pytest
from aiohttp import ClientConnectionError, ClientSession
from pydantic import SecretStr

from bot.app import App, Recorder
from bot.on_slack.serve import PATH, serve_slack
from bot.settings.load import example, load_settings
from bot.settings.model import Settings, SlackSettings
from commands.catalogue import COMMANDS, OVERLAYS
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from tests.bot.on_slack.fake.person import Mode, Person
from tests.bot.on_slack.fake.server import FakeSlack, open_slack
from tests.bot.on_slack.fake.workspace import ADA, APP_TOKEN, BOT_TOKEN, GRACE, SECRET
from tests.bot.on_slack.more_shapes import MORE_SHAPES
from tests.bot.on_web.demo import DEMO
from tests.commands.core.shapes import SHAPES
from tests.doubles import FixedClock
from tests.papers.checker import PapersHere

MODES: tuple[Mode, ...] = ("socket", "http")


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def settings_for(slack: FakeSlack, mode: Mode) -> SlackSettings:
    return SlackSettings(
        mode=mode,
        port=free_port(),
        api_url=slack.api_url,
        bot_token=SecretStr(BOT_TOKEN),
        app_token=SecretStr(APP_TOKEN),
        signing_secret=SecretStr(SECRET),
    )


@dataclass
class Stage:
    """Usher at work, and the people around it."""

    app: App
    slack: FakeSlack
    ada: Person
    grace: Person

    async def settled(self) -> None:
        """Whatever was acknowledged is answered."""
        assert await self.app.work.drained(20)
        self.app.work.closing = False

    def later(self, **time: float) -> None:
        assert isinstance(self.app.dispatcher.clock, FixedClock)
        self.app.dispatcher.clock.at += timedelta(**time)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Usher from start to stop, reachable inside."""
        task = asyncio.create_task(serve_slack(self.app))
        try:
            await self._reachable(task)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _reachable(self, task: "asyncio.Task[None]") -> None:
        if self.app.settings.slack.mode == "socket":
            await self.slack.wire.connected()
            return
        while not task.done():
            with suppress(ClientConnectionError):
                await self.ada.session.get(self.ada.address)
                return


@pytest.fixture(scope="session")
def example_settings() -> Settings:
    return load_settings(example())


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """What was asked of Slack in a way that it does not take fails the test."""
    async with open_slack() as fake:
        yield fake
        assert fake.workspace.faults == []


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    return cast("Mode", request.param)


@pytest.fixture
def app(services: Services, slack: FakeSlack, mode: Mode, example_settings: Settings) -> App:
    """As `usher run` serves it: with all learned beforehand."""
    services.knowledge.prepare()
    settings = example_settings.model_copy(update={"slack": settings_for(slack, mode)})
    clock = FixedClock()
    dispatcher = Dispatcher(
        (*COMMANDS, *SHAPES, *DEMO, *MORE_SHAPES),
        Live(replace(services, papers=PapersHere()), OVERLAYS),
        clock,
        RateLimit(1000, 60.0),
        Recorder(services.store, clock),
    )
    return App(dispatcher, services.store, settings)


@pytest.fixture
async def idle(app: App, slack: FakeSlack, mode: Mode) -> AsyncIterator[Stage]:
    """All set, and Usher not started yet."""
    address = f"http://127.0.0.1:{app.settings.slack.port}{PATH}"
    async with ClientSession() as session:
        ada = Person(slack, session, mode, address, ADA)
        yield Stage(app, slack, ada, replace(ada, id=GRACE))


@pytest.fixture
async def stage(idle: Stage) -> AsyncIterator[Stage]:
    async with idle.working():
        yield idle
