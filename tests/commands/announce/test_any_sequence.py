"""Whatever organisers do in whatever order: nothing leaves unconfirmed, and nothing stands anywhere twice."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from commands.core.person import Caller, Permission
from commands.services import Services
from storage.store import Store
from storage.tables.announcements import announcements
from storage.tables.outbox import messages
from tests.commands.announce.desk import ADA, ALAN, GRACE, Desk

FORMER = replace(GRACE, person=replace(GRACE.person, permissions=frozenset({Permission.EVERYONE})))
PERMITTED = (GRACE, ALAN)
PLACES = ("discord:100", "slack:C100")
DEEDS = ("edit", "confirm", "discard", "cancel", "retract", "retry", "deliver", "fail", "wait", "restart")


@dataclass(frozen=True)
class Step:
    """`behind`: how many revisions older than the newest is the one that the person looks at."""

    deed: str
    who: Caller
    behind: int
    later: bool


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from((*DEEDS, "confirm", "confirm", "deliver")),
        st.sampled_from((GRACE, ALAN, GRACE, ALAN, ADA, FORMER)),
        st.sampled_from((0, 0, 0, 1)),
        st.booleans(),
    ),
    max_size=16,
)


@dataclass
class Told:
    """What was done to one announcement, as far as the answers told it was."""

    desk: Desk
    services: Services
    store: Store
    approvals: int
    number: int
    titles: list[str] = field(default_factory=lambda: ["1"])
    revision: int = 1
    confirmed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    latest: str = ""
    is_off: bool = False

    async def take(self, step: Step) -> None:
        match step.deed:
            case "deliver" | "fail":
                await self.desk.delivers(("C100",) if step.deed == "fail" else ())
            case "wait":
                self.desk.passes(timedelta(hours=2))
            case "restart":
                there, at = self.desk.there, self.desk.clock.at
                self.desk = Desk.over(self.services, self.store, self.approvals)
                self.desk.there, self.desk.clock.at = there, at
            case "edit":
                await self._edit(step)
            case "confirm" | "discard":
                await self._decide(step)
            case _:
                done = await self._does(
                    step, step.deed, **({"sure": "yes"} if step.deed == "retract" else {})
                )
                self.is_off = self.is_off or (done and step.deed in {"cancel", "retract"})

    async def _edit(self, step: Step) -> None:
        title = f"{len(self.titles) + 1}"
        at = "in 1 h" if step.later else "now"
        if await self._does(step, "edit", title=title, text="New words", to=("everyone",), at=at):
            self.titles.append(title)
            self.revision += 1

    async def _decide(self, step: Step) -> None:
        looked_at = self.revision - step.behind
        if not await self._does(step, step.deed, revision=looked_at):
            return
        assert step.behind == 0, "an old button did something"
        if step.deed == "confirm":
            self.confirmed[self.titles[-1]].add(step.who.person.name)
            if len(self.confirmed[self.titles[-1]]) >= self.approvals:
                self.latest = self.titles[-1]
        elif self.latest:
            self.titles.append(self.latest)
            self.revision += 1
        else:
            self.is_off = True

    async def _does(self, step: Step, name: str, **options: str | int | tuple[str, ...]) -> bool:
        """Whether it was done; whoever may not gets nothing done."""
        answer = await self.desk.answer(step.who, name, number=self.number, **options)
        assert answer.outcome != "failed"
        if step.who not in PERMITTED:
            assert answer.outcome == "refused"
        return answer.outcome == "done"

    def holds(self) -> None:
        """Of each place at most one copy, and of each copy enough people who confirmed just these words."""
        standing = list(self.desk.there.values())
        assert len({place for place, _ in standing}) == len(standing)
        for place, title in standing:
            assert place in PLACES
            assert len(self.confirmed[title]) >= self.approvals

    async def ends_well(self) -> None:
        """Once every delivery had its time, each place shows the words confirmed last, or nothing at all."""
        self.desk.passes(timedelta(hours=2))
        await self.desk.delivers()
        await self.desk.answer(GRACE, "retry", number=self.number)
        await self.desk.delivers()
        shown = {} if self.is_off or not self.latest else dict.fromkeys(PLACES, self.latest)
        assert dict(self.desk.there.values()) == shown


@pytest.mark.parametrize("approvals", [1, 2])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_nothing_leaves_unconfirmed_nor_twice(
    services: Services, store: Store, approvals: int, steps: list[Step]
) -> None:
    async with store.begin() as transaction:
        await transaction.execute(delete(announcements))
        await transaction.execute(delete(messages))
    desk = Desk.over(services, store, approvals)
    answer = await desk.answer(GRACE, "new", title="1", text="First words", to=("everyone",))
    number = int(str(answer.reply.blocks[-1].buttons[0].press.options["number"]))  # type: ignore[union-attr]
    told = Told(desk, services, store, approvals, number)
    for step in steps:
        await told.take(step)
        told.holds()
    await told.ends_well()
    told.holds()
