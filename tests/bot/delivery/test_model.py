"""Whatever is decided, and whenever a process dies: each place shows what it should, once."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import update

from bot.delivery.courier import Courier
from bot.delivery.sender import Gone, Later, Refused, Spot, Unanswered
from bot.delivery.telling import Telling
from commands.core.reply import Heading, Reply
from commands.delivery.destination import channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.delivery.written import to_json
from storage import claims, outbox
from storage.claims import Grip, Wish
from storage.outbox import Target
from storage.store import Store, open_store
from storage.tables.outbox import deliveries, messages
from tests.bot.delivery.conftest import LEASE, Killed, TickingClock

PLACES = ("slack:A", "slack:B", "slack:C")
STEPS = ("begun", "sent", "recorded", "edited", "removed", "finishing", "finished", "looked", "put off")
WEATHERS = ("busy", "broken", "silent", "refusing")


@dataclass
class Platform:
    """A platform in memory; each post takes as many messages as its title says."""

    weather: str = "fine"
    messages: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def split(self, post: Post) -> Sequence[str]:
        name, count = post.title.split(" of ")
        return [f"{name}, part {number}" for number in range(int(count))]

    def digest(self, content: str) -> str:
        return content

    async def turn(self, target: Target, action: Literal["send", "edit", "remove"]) -> None:
        """There is no limit."""

    async def publishes(self, target: Target) -> bool:
        return False

    async def send(self, spot: Spot[str]) -> str:
        self._before()
        remote = str(len(self.messages))
        self.messages[remote] = (spot.target.id, spot.content or "", spot.attempt.mark)
        self._after()
        return remote

    async def find(self, spot: Spot[str]) -> str | None:
        self._before()
        found = [remote for remote, (_, _, mark) in self.messages.items() if mark == spot.attempt.mark]
        return found[0] if found else None

    async def edit(self, remote: str, content: str) -> None:
        self._before()
        place, _, mark = self.messages[remote]
        self.messages[remote] = (place, content, mark)
        self._after()

    async def remove(self, remote: str) -> None:
        self._before()
        place, content, _ = self.messages[remote]
        if not content:
            raise Gone
        self.messages[remote] = (place, "", "")
        self._after()

    async def publish(self, remote: str) -> None:
        raise AssertionError

    async def problem(self, target: Target) -> str:
        return ""

    async def name(self, target: Target) -> str:
        return ""

    async def link(self, target: Target) -> str:
        return ""

    def _before(self) -> None:
        match self.weather:
            case "busy":
                raise Later("rate limited", seconds=1.0)
            case "broken":
                raise Unanswered
            case "refusing":
                raise Refused("refused")

    def _after(self) -> None:
        if self.weather == "silent":
            raise Unanswered

    def shown(self, place: str) -> list[str]:
        return [content for there, content, _ in self.messages.values() if there == place and content]


@dataclass
class Wanted:
    """What was decided about a message."""

    places: frozenset[str]
    revision: int = 1
    parts: int = 1
    cancelled: bool = False
    retracted: bool = False

    @property
    def title(self) -> str:
        return f"v{self.revision}"


class Deciding(RuleBasedStateMachine):
    """`url` is the database; every rule is a unit of work, or some work of a process that may die."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.opened = AsyncExitStack()
        self.store: Store = self.run(self.opened.enter_async_context(open_store(url)))
        self.clock, self.platform = TickingClock(), Platform()
        self.die_at = ""
        telling = Telling(dict, self.clock)
        self.courier = Courier(self.store, self.clock, self.platform, telling, self.reached, settling=0.0)
        self.wanted: dict[int, Wanted] = {}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def reached(self, step: str) -> None:
        if step == self.die_at:
            self.die_at = ""
            raise Killed

    def teardown(self) -> None:
        self.run(self._all_is_as_decided())
        self.run(self._forget())
        self.run(self.opened.aclose())
        self.loop.close()

    async def _forget(self) -> None:
        async with self.store.begin() as transaction:
            await transaction.execute(deliveries.delete())

    def _pick(self, number: int) -> int | None:
        return list(self.wanted)[number % len(self.wanted)] if self.wanted else None

    @rule(
        places=st.frozensets(st.sampled_from(PLACES), min_size=1),
        parts=st.integers(1, 3),
        wait=st.integers(0, 2),
    )
    def new(self, places: frozenset[str], parts: int, *, wait: bool) -> None:
        self.run(self._new(Wanted(places, parts=parts), 2 * wait))

    async def _new(self, wanted: Wanted, wait: int) -> None:
        now, to = self.clock.now(), [channel(place) for place in sorted(wanted.places)]
        async with self.store.begin() as transaction:
            draft = Outgoing("announcement", Post(Reply(())), to, now + timedelta(hours=wait))
            number = await hand_over(transaction, draft, now)
            assert number
            await transaction.execute(_body(number, wanted))
        self.wanted[number] = wanted

    @rule(which=st.integers(0, 2), parts=st.integers(1, 3))
    def edit(self, which: int, parts: int) -> None:
        number = self._pick(which)
        if number is not None:
            wanted = self.wanted[number]
            wanted.revision, wanted.parts = wanted.revision + 1, parts
            body = to_json(_post(number, wanted))
            self.run(self._decide(outbox.revise, number, body))

    @rule(which=st.integers(0, 2))
    def retract(self, which: int) -> None:
        number = self._pick(which)
        if number is not None:
            self.wanted[number].retracted = True
            self.run(self._decide(outbox.retract, number))

    @rule(which=st.integers(0, 2))
    def cancel(self, which: int) -> None:
        number = self._pick(which)
        if number is not None:
            self.wanted[number].cancelled = True
            self.run(self._decide(outbox.cancel, number))

    @rule(which=st.integers(0, 2))
    def retry(self, which: int) -> None:
        number = self._pick(which)
        if number is not None:
            self.run(self._decide(outbox.retry, number))

    @rule(which=st.integers(0, 2), hours=st.integers(0, 3))
    def move(self, which: int, hours: int) -> None:
        number = self._pick(which)
        if number is not None:
            self.run(self._move(number, hours))

    async def _move(self, number: int, hours: int) -> None:
        async with self.store.begin() as transaction:
            await outbox.reschedule(transaction, number, self.clock.now() + timedelta(hours=hours))

    async def _decide(self, what: Any, number: int, *more: Any) -> None:
        async with self.store.begin() as transaction:
            await what(transaction, number, *more, self.clock.now())

    @rule(hours=st.sampled_from((0.01, 1, 24, -24)))
    def time_passes(self, hours: float) -> None:
        """Or the clock is set back."""
        self.clock.at += timedelta(hours=hours)

    @rule(step=st.sampled_from(STEPS))
    def die(self, step: str) -> None:
        self.work("fine", step)

    @rule(weather=st.sampled_from(WEATHERS), step=st.sampled_from(("", *STEPS)))
    def work_in_bad_weather(self, weather: str, step: str) -> None:
        self.work(weather, step)

    def work(self, weather: str, die_at: str) -> None:
        """One process does what is due, and may die; the next finds its leases over."""
        self.platform.weather, self.die_at = weather, die_at
        with suppress(Killed):
            self.run(self._work())
        self.platform.weather, self.die_at = "fine", ""
        self.run(self._leases_end())

    @rule()
    def work_in_peace(self) -> None:
        self.work("fine", "")

    async def _work(self) -> None:
        while taken := await self._claim():
            for claim in taken:
                await self.courier.deliver(claim)

    async def _claim(self) -> Sequence[Any]:
        async with self.store.begin() as transaction:
            return await claims.claim(transaction, Grip("one", LEASE), Wish("slack", 10), self.clock.now())

    async def _leases_end(self) -> None:
        async with self.store.begin() as transaction:
            over = update(deliveries).values(lease_until=datetime(2000, 1, 1, tzinfo=UTC))
            await transaction.execute(over)

    @invariant()
    def no_part_stands_twice(self) -> None:
        for place in PLACES:
            shown = Counter(_without_revision(content) for content in self.platform.shown(place[-1]))
            assert not shown or max(shown.values()) == 1, shown

    async def _all_is_as_decided(self) -> None:
        """After some good weather and time enough."""
        for _ in range(6):
            self.clock.at += timedelta(days=3)
            for number in self.wanted:
                await self._decide(outbox.retry, number)
            await self._work()
            await self._leases_end()
        shown: dict[str, list[str]] = defaultdict(list)
        async with self.store.reading() as transaction:
            for number, wanted in self.wanted.items():
                for outcome in await outbox.outcomes(transaction, number):
                    assert outcome.state in _allowed(wanted), outcome
                    if outcome.state == "sent":
                        shown[outcome.target.id] += self.platform.split(_post(number, wanted))
        assert {place[-1]: sorted(self.platform.shown(place[-1])) for place in PLACES} == {
            place[-1]: sorted(shown[place[-1]]) for place in PLACES
        }


def _allowed(wanted: Wanted) -> set[str]:
    if wanted.retracted:
        return {"retracted", "cancelled"}
    return {"sent", "cancelled"} if wanted.cancelled else {"sent"}


def _post(number: int, wanted: Wanted) -> Post:
    return Post(Reply.of(Heading(f"m{number} {wanted.title} of {wanted.parts}")))


def _body(number: int, wanted: Wanted) -> Any:
    return update(messages).where(messages.c.id == number).values(body=to_json(_post(number, wanted)))


def _without_revision(content: str) -> str:
    name, _, part = content.partition(" v")
    return f"{name}{part[part.index(',') :]}"


def test_any_sequence_of_decisions_and_deaths_ends_as_decided(database_url: str) -> None:
    class Here(Deciding):
        def __init__(self) -> None:
            super().__init__(database_url)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
