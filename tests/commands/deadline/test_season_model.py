"""Whatever is done in a season, and whatever fails: what was told is right, and told once."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from commands.deadline.time_left import is_past
from commands.event.facts import Deadline
from commands.services import Services
from storage.store import Store
from storage.tables.moves import deadline_moves
from storage.tables.outbox import deliveries, messages
from storage.tables.process import kept
from storage.tables.reminders import reminders
from tests.commands.deadline.stage import NOW, Season
from tests.doubles import AUTHOR
from tests.outbox import Waiting

Begin = Callable[[], Awaitable[Season]]

STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 200)),
    st.tuples(st.just("wait"), st.integers(1, 200)),
    st.tuples(st.just("move"), st.integers(0, 20)),
    st.tuples(st.just("deliver"), st.sampled_from(["sent", "failed"])),
    st.tuples(st.just("ask"), st.sampled_from(["submission", "openreview-account"])),
    st.tuples(st.just("stop"), st.just("submission")),
)


@pytest.fixture
def begin(services: Services, store: Store) -> Begin:
    async def begin() -> Season:
        async with store.begin() as transaction:
            for table in (deadline_moves, reminders, deliveries, messages, kept):
                await transaction.execute(delete(table))
        season = Season.of(services, store)
        await season.look(NOW)
        return season

    return begin


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=1, max_size=14))
async def test_what_was_told_is_right_and_told_once(begin: Begin, steps: list[tuple[str, Any]]) -> None:
    season = await begin()
    for kind, value in steps:
        before = {item.id for item in await season.outbox()}
        await take(season, kind, value)
        outbox = await season.outbox()
        await season.dispatcher.live.refresh()
        check(outbox, season.services.event.deadlines)
        check_new((item for item in outbox if item.id not in before), season)


async def take(season: Season, kind: str, value: Any) -> None:
    if kind == "wait":
        for _ in range(2):  # the second look finds nothing new
            await season.look(season.clock.at + timedelta(hours=value) * (_ == 0))
    elif kind == "move":
        await season.move(date=f"{NOW.date() + timedelta(days=20 + value)}")
    elif kind == "deliver":
        await season.delivered(value)
        await season.look(season.clock.at)
    else:
        stop = {"stop": "yes"} if kind == "stop" else {}
        await season.say("deadline remind", AUTHOR, which=value, **stop)


def check(outbox: list[Waiting], deadlines: Iterable[Deadline]) -> None:
    now = {item.key: item.at.isoformat() for item in deadlines}
    reminders = [item for item in outbox if item.key.startswith("reminder/")]
    for item in reminders:
        _, deadline, date, *_ = item.key.split("/")
        if date != now[deadline]:
            assert "planned" not in item.states or item.post.title.startswith("Corrected")
        if date != now[deadline] and item.place == "channel" and "sent" in item.states:
            assert item.post.title.startswith("Corrected")
    assert len({item.key for item in outbox}) == len(outbox)


def check_new(new: Iterable[Waiting], season: Season) -> None:
    """A reminder is of the date as it is, which has not passed."""
    deadlines = {item.key: item for item in season.services.event.deadlines}
    for item in new:
        if item.key.startswith("reminder/") and not item.key.endswith("/channel"):
            _, key, date, *_ = item.key.split("/")
            assert date == deadlines[key].at.isoformat()
            assert not is_past(deadlines[key].at, season.clock.at)
