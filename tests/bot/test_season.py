"""The loop that reminds: it goes on whatever happens, and ends when it is told to."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.season import look, reminding
from commands.deadline.rules import ReminderRules, Wish, read_offsets
from commands.delivery.destination import channel
from commands.live import Live
from commands.services import Services
from storage.errors import StoreError
from storage.store import Store
from tests.doubles import FixedClock
from tests.outbox import waiting

RULES = ReminderRules((Wish("everyone", read_offsets(["7 d"])),))
NINE = datetime(2025, 8, 15, 9, tzinfo=UTC)


@pytest.fixture
def live(services: Services) -> Live:
    return Live(replace(services, reminders=RULES, destinations={"everyone": (channel("web:general"),)}))


async def test_a_reminder_goes_out_while_the_loop_runs(live: Live) -> None:
    clock = FixedClock(datetime(2025, 8, 15, tzinfo=UTC))
    await look(live, clock, "web")
    clock.at = NINE
    async with reminding(live, clock, ["web"]), asyncio.timeout(10):
        while not await waiting(live.base.store):  # noqa: ASYNC110 - the loop tells nobody
            await asyncio.sleep(0.01)


async def test_each_platform_gets_its_own(live: Live) -> None:
    clock = FixedClock(datetime(2025, 8, 15, tzinfo=UTC))
    for at in (clock.at, NINE):
        clock.at = at
        await look(live, clock, "discord")
    assert await waiting(live.base.store) == []


@dataclass
class Away(Store):
    """A store that is not there."""

    error: Exception

    def reading(self) -> object:  # type: ignore[override]
        raise self.error


@pytest.mark.parametrize("error", [StoreError("gone"), RuntimeError("a bug")])
async def test_what_goes_wrong_is_logged_and_tried_again_at_the_next_look(
    live: Live, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Live(replace(live.base, store=Away(error)))
    clock = FixedClock(datetime(2025, 8, 15, tzinfo=UTC))
    await look(live, clock, "web")
    clock.at = NINE
    await look(broken, clock, "web")
    assert "reminders on web" in caplog.text
    await look(live, clock, "web")
    assert len(await waiting(live.base.store)) == 1
