"""Whatever organisers do in whatever order: nothing leaves unconfirmed, nothing stands anywhere twice.

And what told a date that moved is corrected where it stands, once a move, with the date that holds by then.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from commands.core.person import Caller, Permission
from commands.deadline.written import written
from storage import announcements as kept
from storage import outbox
from storage.tables.announcements import announcements
from storage.tables.moves import deadline_moves
from storage.tables.outbox import deliveries, messages
from tests.commands.announce.desk import ADA, ALAN, GRACE, Desk, buttons

FORMER = replace(GRACE, person=replace(GRACE.person, permissions=frozenset({Permission.EVERYONE})))
PERMITTED = (GRACE, ALAN)
PLACES = ("discord:100", "slack:C100")
ON_ONE = ("edit", "confirm", "discard", "cancel", "retract", "retry")
ON_ALL = ("new", "move", "deliver", "deliver some", "fail", "wait", "restart")
MOST = 3  # announcements
FIRST_DAY = date(2025, 8, 22)


@dataclass(frozen=True)
class Step:
    """`behind`: how many revisions older than the newest is the one that the person looks at."""

    deed: str
    which: int
    who: Caller
    behind: int
    later: bool


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from((*ON_ONE, *ON_ALL, "confirm", "confirm", "deliver", "move")),
        st.integers(0, MOST - 1),
        st.sampled_from((GRACE, ALAN, GRACE, ALAN, ADA, FORMER)),
        st.sampled_from((0, 0, 0, 1)),
        st.booleans(),
    ),
    max_size=24,
)


def by_two(deed: str) -> list[Step]:
    return [Step(deed, 0, who, 0, later=False) for who in (GRACE, ALAN)]


def once(*deeds: str) -> list[Step]:
    return [Step(deed, 0, GRACE, 0, later=False) for deed in deeds]


@dataclass
class Told:
    """What was done to one announcement, as far as answers told; `days` are the dates that titles name."""

    number: int
    titles: list[str]
    days: dict[str, date]
    revision: int = 1
    confirmed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    latest: str = ""
    is_off: bool = False
    is_corrected: bool = False
    dropped: set[str] = field(default_factory=set)


@dataclass
class Season:
    """`expected` counts the corrections that must come to stand, by what they are under and where."""

    desk: Desk
    approvals: int
    day: date = FIRST_DAY
    told: list[Told] = field(default_factory=list)
    expected: Counter[tuple[int | None, str]] = field(default_factory=Counter)

    async def take(self, step: Step) -> None:
        if step.deed in ON_ONE:
            if self.told:
                await self._one(step, self.told[step.which % len(self.told)])
            return
        match step.deed:
            case "new":
                await self._new(step)
            case "move":
                await self._move(step)
            case "wait":
                self.desk.passes(timedelta(hours=2))
            case "restart":
                old = self.desk
                self.desk = Desk.over(old.services, old.services.store, self.approvals)
                self.desk.there, self.desk.under, self.desk.clock.at = old.there, old.under, old.clock.at
            case _:
                only = ("100", "C300") if step.deed == "deliver some" else ()
                await self._delivers(("C100",) if step.deed == "fail" else (), only)

    async def _delivers(self, failing: Sequence[str] = (), only: Sequence[str] = ()) -> None:
        before = len(self.desk.corrections)
        await self.desk.delivers(failing, only)
        for words in self.desk.corrections[before:]:
            assert f" is now {written(self.day)}" in words, "a correction tells a date that moved since"

    def _words(self, title: str, *, later: bool) -> dict[str, str | tuple[str, ...]]:
        text = f"Papers are due on {self.day:%B} {self.day.day}, {self.day.year}."
        return {"title": title, "text": text, "to": ("everyone",), "at": "in 1 h" if later else "now"}

    async def _new(self, step: Step) -> None:
        title = f"{len(self.told)}.1"
        if len(self.told) == MOST:
            return
        answer = await self.desk.answer(step.who, "new", **self._words(title, later=step.later))
        assert answer.outcome == ("done" if step.who in PERMITTED else "refused")
        if answer.outcome == "done":
            number = int(buttons(answer.reply)["Change"].rpartition("=")[2])
            self.told.append(Told(number, [title], {title: self.day}))

    async def _move(self, step: Step) -> None:
        """What stands and tells the old date, by itself or by a correction, is to get one more.

        It comes in the place of those that have not arrived.
        """
        new = self.day + timedelta(days=1)
        outdated = {
            told.number: [(await self._message(told), place) for place in self._places(told)]
            for told in self.told
            if told.latest and not told.is_off
            if told.is_corrected or told.days[told.latest] == self.day
        }
        answer = await self.desk.moves(step.who, new)
        assert answer.outcome == ("done" if step.who in PERMITTED else "refused")
        if answer.outcome == "done":
            self.day, self.expected = new, Counter(self.desk.under)
            for told in self.told:
                self.expected.update(outdated.get(told.number, ()))
                told.is_corrected |= bool(outdated.get(told.number))

    def _places(self, told: Told) -> list[str]:
        return [place for place, title in self.desk.there.values() if title in told.titles]

    async def _message(self, told: Told) -> int | None:
        async with self.desk.services.store.reading() as transaction:
            found = await kept.find(transaction, told.number)
        return found.message if found else None

    async def _one(self, step: Step, told: Told) -> None:
        match step.deed:
            case "edit":
                title = f"{self.told.index(told)}.{len(told.titles) + 1}"
                if await self._does(step, told, **self._words(title, later=step.later)):
                    told.titles.append(title)
                    told.days[title] = self.day
                    told.revision += 1
            case "confirm" | "discard":
                await self._decide(step, told)
            case "cancel":
                if await self._does(step, told):
                    await self._cancelled(told)
            case "retract":
                told.is_off |= await self._does(step, told, sure="yes")
            case _:
                await self._does(step, told)

    async def _cancelled(self, told: Told) -> None:
        """Of what stands somewhere, the rest; otherwise all of it."""
        message = await self._message(told)
        async with self.desk.services.store.reading() as transaction:
            outcomes = await outbox.outcomes(transaction, message or 0)
        gone = {f"{each.target.platform}:{each.target.id}" for each in outcomes if each.state == "cancelled"}
        told.is_off = gone == set(PLACES)
        told.dropped |= gone

    async def _decide(self, step: Step, told: Told) -> None:
        looked_at, newest = told.revision - step.behind, told.titles[-1]
        if not await self._does(step, told, revision=looked_at):
            return
        assert step.behind == 0, "an old button did something"
        if step.deed == "confirm":
            told.confirmed[newest].add(step.who.person.name)
            if len(told.confirmed[newest]) >= self.approvals:
                told.latest = newest
        elif told.latest:
            told.titles.append(told.latest)
            told.revision += 1
        else:
            told.is_off = True

    async def _does(self, step: Step, told: Told, **options: str | int | tuple[str, ...]) -> bool:
        """Whether it was done; whoever may not gets nothing done."""
        answer = await self.desk.answer(step.who, step.deed, number=told.number, **options)
        assert answer.outcome != "failed"
        if step.who not in PERMITTED:
            assert answer.outcome == "refused"
        return answer.outcome == "done"

    def holds(self) -> None:
        """In each place at most one copy, in words that enough people confirmed, and no loose correction."""
        for told in self.told:
            places = self._places(told)
            assert len(set(places)) == len(places)
            assert not told.dropped & set(places)
        for place, title in self.desk.there.values():
            assert place in PLACES
            told = self.told[int(title.partition(".")[0])]
            assert len(told.confirmed[title]) >= self.approvals
        assert Counter(self.desk.under) <= self.expected

    async def ends_well(self) -> None:
        """Once every delivery had its time, each place shows the words confirmed last, or nothing at all."""
        self.desk.passes(timedelta(hours=2))
        await self._delivers()
        for told in self.told:
            await self.desk.answer(GRACE, "retry", number=told.number, sure=True)
        await self._delivers()
        for told in self.told:
            stands = told.latest and not told.is_off
            places = sorted(set(PLACES) - told.dropped) if stands else []
            there = {title for _, title in self.desk.there.values() if title in told.titles}
            assert sorted(self._places(told)) == places
            assert there == ({told.latest} if places else set())
        assert Counter(self.desk.under) == self.expected


@pytest.mark.parametrize("approvals", [1, 2])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[*by_two("confirm"), *once("deliver", "move", "deliver", "move", "deliver")])
@example(steps=[*by_two("confirm"), *once("deliver", "move", "move", "deliver")])
@example(steps=[*by_two("confirm"), *once("deliver", "move", "fail", "move", "deliver", "retry")])
async def test_nothing_leaves_unconfirmed_nor_twice_and_all_that_is_outdated_is_corrected(
    sit_down: Callable[[int], Desk], approvals: int, steps: list[Step]
) -> None:
    season = Season(sit_down(approvals), approvals)
    async with season.desk.services.store.begin() as transaction:
        for table in (announcements, deliveries, messages, deadline_moves):
            await transaction.execute(delete(table))
    for step in (Step("new", 0, GRACE, 0, later=False), *steps):
        await season.take(step)
        season.holds()
    await season.ends_well()
    season.holds()
