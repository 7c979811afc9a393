"""What is handed over is begun at once, and no place waits for another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.delivery.courier import Courier
from bot.delivery.office import Lane, Office
from bot.delivery.sender import Spot
from bot.delivery.telling import Telling
from bot.work import Work
from commands.core.reply import Heading, Reply
from commands.delivery.destination import channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from storage.claims import Grip
from storage.store import Store
from tests.bot.delivery.test_model import Platform

NEVER = 3_600.0  # seconds between two looks


@dataclass
class Gated(Platform):
    """Takes nothing for the place that is shut until it opens."""

    shut: str = ""
    opens: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def send(self, spot: Spot[str]) -> str:
        if spot.target.id == self.shut:
            await self.opens.wait()
        remote = await super().send(spot)
        self.came.put_nowait(spot.target.id)
        return remote


@pytest.fixture
def platform() -> Gated:
    return Gated()


@asynccontextmanager
async def at_work(store: Store, platform: Gated, work: Work) -> AsyncIterator[None]:
    clock = SystemClock()
    courier = Courier(store, clock, platform, Telling(dict, clock))
    working = asyncio.create_task(Office(store, clock, {"slack": courier}, work, poll=NEVER).run())
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def announce(store: Store, *places: str) -> int:
    now = SystemClock().now()
    to = [channel(f"slack:{place}") for place in places]
    async with store.begin() as transaction:
        post = Post(Reply.of(Heading("m of 1")))
        made = await hand_over(transaction, Outgoing("notice", post, to, now), now)
    assert made
    return made


async def test_what_is_handed_over_goes_out_without_waiting_for_a_look(store: Store, platform: Gated) -> None:
    async with at_work(store, platform, Work()):
        await asyncio.sleep(0)
        await announce(store, "A")
        assert await asyncio.wait_for(platform.came.get(), 20) == "A"


async def test_a_place_that_takes_its_time_keeps_no_other_waiting(store: Store, platform: Gated) -> None:
    platform.shut = "A"
    await announce(store, "A")
    await announce(store, "A", "B", "C")
    async with at_work(store, platform, Work()):
        first = {await asyncio.wait_for(platform.came.get(), 20) for _ in range(2)}
        assert first == {"B", "C"}
        platform.opens.set()
        assert [await asyncio.wait_for(platform.came.get(), 20) for _ in range(2)] == ["A", "A"]


async def test_many_more_than_are_taken_in_hand_at_a_time_all_go_out(store: Store, platform: Gated) -> None:
    places = [f"P{number}" for number in range(70)]
    async with at_work(store, platform, Work()):
        await announce(store, *places)
        came = [await asyncio.wait_for(platform.came.get(), 30) for _ in places]
    assert sorted(came) == sorted(places)


async def test_a_process_that_stops_begins_nothing_new(store: Store, platform: Gated) -> None:
    work, clock = Work(), SystemClock()
    courier = Courier(store, clock, platform, Telling(dict, clock))
    lane = Lane("slack", courier, Grip("one", timedelta(minutes=1)), work)
    await announce(store, "A")
    assert await work.drained(1)
    assert await lane._claim() == ()
    work.closing = False
    assert len(await lane._claim()) == 1
