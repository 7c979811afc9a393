"""What a process that goes on forgets by itself."""

import asyncio
from datetime import timedelta

import pytest

from bot import housekeeping as house
from bot.app import App
from bot.housekeeping import housekeeping
from bot.settings.load import example, load_settings
from commands.catalogue import COMMANDS
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from storage import calls
from tests.doubles import SUMMER, FixedClock, Records


@pytest.fixture
def app(services: Services) -> App:
    dispatcher = Dispatcher(COMMANDS, Live(services), FixedClock(), RateLimit(30, 60), Records())
    return App(dispatcher, services.store, load_settings(example()))


async def kept(app: App) -> int:
    async with app.store.reading() as transaction:
        return len(await calls.latest(transaction, 10))


async def test_what_is_over_goes_at_the_start_and_again_every_day(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "EVERY", timedelta(seconds=0.01))
    async with housekeeping(app), asyncio.timeout(10):
        for _ in range(2):
            async with app.store.begin() as transaction:
                at = SUMMER - timedelta(days=500)
                await calls.add(transaction, calls.CallRecord(at, "web", "ask", "done", 1))
            while await kept(app):  # noqa: ASYNC110 - another task forgets
                await asyncio.sleep(0)
