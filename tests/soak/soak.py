"""The soak: everybody does something at random while things break, and at the end all is looked at."""

import asyncio
import random
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.soak import judging
from tests.soak.breaking import Breaker
from tests.soak.on_discord import Guests
from tests.soak.on_page import Visitors
from tests.soak.on_slack import Crowd, organiser
from tests.soak.organising import Organiser
from tests.soak.papers import papers
from tests.soak.town import Town, open_town

SHORT = 300.0  # seconds; nothing that goes on for longer needs be hurried
TOLD_EVERY = 6  # looks

Say = Callable[[str], None]
Tasks = Sequence["asyncio.Task[None]"]


@dataclass(frozen=True)
class Plan:
    """`pause` is between two acts of one person, `calm` between two things that break; seconds, all."""

    seconds: float
    seed: int
    people: int
    pause: float
    calm: float
    broken: float
    look: float

    @property
    def long(self) -> bool:
        return self.seconds > SHORT

    def chance(self, name: str) -> random.Random:
        """Each has a chance of its own, so that one who is late changes nothing for the others."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311 - a soak that can be run again


def plan_for(minutes: float, seed: int) -> Plan:
    seconds = minutes * 60
    if seconds <= SHORT:
        return Plan(seconds, seed, people=2, pause=1.0, calm=2.0, broken=2.0, look=5.0)
    return Plan(seconds, seed, people=3, pause=1.5, calm=30.0, broken=6.0, look=10.0)


async def soak(plan: Plan, folder: Path, say: Say) -> Sequence[str]:
    """What was found that must not be; `say` hears how it goes, and `folder` holds the logs."""
    async with open_town(folder, due_in=plan.seconds / 2) as town:
        town.say = town.troubles.say = say
        say(f"up: {', '.join(each.name for each in town.everyone)}")
        await Soak(plan, town, say).through()
    return town.findings


class Soak:
    def __init__(self, plan: Plan, town: Town, say: Say) -> None:
        self.plan, self.town, self.say = plan, town, say
        handed = papers(plan.seed)
        self.crowd = Crowd(town, handed, plan.chance("slack"), plan.pause)
        self.guests = Guests(town, handed, plan.chance("discord"), plan.pause)
        self.visitors = Visitors(town, town.page, handed, plan.chance("page"), plan.pause)
        self.organiser = Organiser(town, organiser(town), plan.chance("organiser"), plan.pause * 6)
        self.breaker = Breaker(town, plan.chance("breaker"), plan.broken, plan.long)

    async def through(self) -> None:
        crowds = (self.crowd, self.guests, self.visitors)
        lives = [crowd.live(number) for number in range(self.plan.people) for crowd in crowds]
        acting = [asyncio.create_task(each) for each in (*lives, self.organiser.work(), self._watch())]
        breaking = asyncio.create_task(self._break())
        try:
            await self._last(acting, breaking)
        finally:
            await _cancelled([*acting, breaking])
        self.say("calm: what is left is delivered, and all is looked at")
        await self._judge()
        self.say(self._so_far())

    async def _last(self, acting: Tasks, breaking: "asyncio.Task[None]") -> None:
        """Until the time is over and all is whole again; whoever stops before has failed."""
        first = asyncio.FIRST_EXCEPTION
        ended, _ = await asyncio.wait([*acting, breaking], timeout=self.plan.seconds, return_when=first)
        for each in ended:
            if error := each.exception():
                self.town.find(f"somebody gave up: {''.join(traceback.format_exception(error))}")
        if not breaking.done():
            await breaking

    async def _break(self) -> None:
        """Processes take turns at being spared, so that some live for long; a short run breaks all once."""
        until = time.monotonic() + self.plan.seconds - self.plan.calm
        while (left := until - time.monotonic()) > 0:
            spared = self.town.ushers[-1 if left > self.plan.seconds / 2 else 0]
            for deed in self.breaker.every(spared):
                await deed()
                calm = self.plan.calm
                await asyncio.sleep(self.breaker.chance.uniform(calm / 2, calm * 1.5))
                if self.plan.long and time.monotonic() > until:
                    return
            if not self.plan.long:
                return

    async def _watch(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(self.plan.look)
            looks += 1
            for usher in self.town.everyone:
                if usher.is_ready:
                    with suppress(ProcessLookupError, FileNotFoundError, TimeoutError):
                        await usher.look()
            if looks % TOLD_EVERY == 0:
                self.say(self._so_far())

    def _so_far(self) -> str:
        done = ", ".join(f"{count} {what}" for what, count in sorted(self.town.done.items()))
        held = ", ".join(f"{each.name} {each.megabytes:.0f} MB" for each in self.town.everyone)
        return f"{done}; {held}; {len(self.town.findings)} findings"

    async def _judge(self) -> None:
        town = self.town
        await judging.reloaded(town, self.organiser)
        await judging.delivered(town)
        await judging.standing_once(town, self.organiser)
        judging.reminded(town)
        judging.logged(town, self._references())
        town.findings += town.slack.workspace.faults
        await (self._growth() if self.plan.long else judging.at_rest(town))

    def _references(self) -> list[str]:
        """All that people were shown."""
        members = (*self.crowd.members, self.organiser.member)
        told = [reference for member in members for reference in member.references]
        return [*told, *self.guests.references, *self.visitors.references]

    async def _growth(self) -> None:
        for said in judging.growth(self.town):
            self.say(said)


async def _cancelled(tasks: Tasks) -> None:
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
