"""An organiser at work: announces, corrects, retracts, moves a deadline, has the settings read anew."""

import asyncio
import os
import random
import re
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.bot.on_slack.fake.workspace import Posted
from tests.soak.on_slack import Apologised, Member, Unheard, judge
from tests.soak.plants import WORDS
from tests.soak.town import DERIVED, Town, settings_text
from tests.soak.usher import Usher

TRIES = 8
AGAIN_AFTER = 2.0  # seconds
FOLLOWS = 30.0  # seconds in which every process follows a reload
NUMBER = re.compile(r"[Aa]nnouncement (\d+)")
MOST = 8  # announcements that stand at a time


@dataclass
class Organiser:
    """`standing` is what must be read in every channel, by the announcement's number."""

    town: Town
    member: Member
    chance: random.Random
    pause: float
    standing: dict[int, str] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    title: str = DERIVED
    moves: int = 0
    made: int = 0

    async def work(self) -> None:
        while True:
            await asyncio.sleep(self.chance.uniform(0, 2 * self.pause))
            await self._next()()

    def _next(self) -> Callable[[], Awaitable[None]]:
        if len(self.standing) < 2:
            return self.announce
        if len(self.standing) > MOST:
            return self.retract
        announce = (self.announce, self.announce)
        return self.chance.choice((*announce, self.edit, self.retract, self.move, self.reload))

    async def announce(self) -> None:
        """One that was written and not confirmed is seen by nobody, so that all may be tried again."""
        self.made += 1
        title = f"News {self.made} {self.chance.randrange(10**9)}"
        view = await self._steadily(lambda usher: self.member.opens(usher, "/announce new"))
        told = {"title": title, "text": f"Words of {title}, {WORDS}", "to": ["everyone"], "at": "now"}
        await self._confirmed(view, "/announce new", told)
        self.town.count("announced")

    async def edit(self) -> None:
        number = self.chance.choice(list(self.standing))
        self.made += 1
        title = f"Edited {self.made} {self.chance.randrange(10**9)}"
        said = f"/announce edit number={number}"
        view = await self._steadily(lambda usher: self.member.opens(usher, said))
        await self._confirmed(view, said, {"title": title})
        self.town.count("edited")

    async def _confirmed(self, view: Mapping[str, Any], said: str, told: Mapping[str, Any]) -> None:
        """Whoever hears nothing of a dialog opens it anew."""

        async def submit(usher: Usher) -> Sequence[Posted]:
            nonlocal view
            try:
                return await self.member.submits(usher, view, **told)
            except Unheard:
                view = await self.member.opens(usher, said)
                raise

        card = (await self._steadily(submit))[-1]
        number = NUMBER.search(card.said)
        assert number, card.said
        before = self.standing.pop(int(number[1]), None)
        answer = await self._pressed(card, "announce confirm")
        if before:
            self.ended.append(before)
        self.standing[int(number[1])] = told["title"]
        if "on its way" not in answer and "being changed" not in answer and "confirmed already" not in answer:
            self.town.find(f"a confirmation was answered with {answer[:200]!r}")

    async def retract(self) -> None:
        number = self.chance.choice(list(self.standing))
        said = f"/announce retract number={number} sure=yes"
        answers = await self._steadily(lambda usher: self.member.types(usher, said))
        self.ended.append(self.standing.pop(number))
        if "removed" not in answers[-1].said and "retracted" not in answers[-1].said:
            self.town.find(f"a retraction was answered with {answers[-1].said[:200]!r}")
        self.town.count("retracted")

    async def move(self) -> None:
        self.moves += 1
        day = (self.town.due + timedelta(days=100 + self.moves)).date()
        said = f"/deadline move which=notification date={day} reason=There is more to read. {WORDS}"
        card = (await self._steadily(lambda usher: self.member.types(usher, said)))[-1]
        answer = await self._pressed(card, "deadline confirm")
        if "is moved" not in answer and "moved already" not in answer:
            self.town.find(f"a move was answered with {answer[:200]!r}")
        self.town.count("moved")

    async def _pressed(self, card: Posted, code: str) -> str:
        """Pressing again changes nothing, so that whoever hears nothing presses again."""
        button = next((each for each in card.buttons if each["value"].startswith(code)), None)
        if button is None:
            self.town.find(f"no button to confirm under {card.said[:200]!r}")
            return ""
        answers = await self._steadily(lambda usher: self.member.presses(usher, button))
        return str(answers[-1].said)

    async def reload(self) -> None:
        """Another title of a derived deadline, which each process then shows."""
        self.made += 1
        self.title = f"{DERIVED} {self.made}"
        self.town.config.write_text(settings_text(self.town, self.title), encoding="utf-8")
        began = time.time()
        usher = self.town.ushers[0]
        asked = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "reload", "--config", str(self.town.config)),
            env={**os.environ, **usher.settings},
            stdout=DEVNULL,
            stderr=PIPE,
        )
        _, told = await asyncio.wait_for(asked.communicate(), 60)
        if asked.returncode and not self.town.troubles.excuse(began, time.time(), "store"):
            self.town.find(f"usher reload ended with {asked.returncode}: {told[-300:]!r}")
        self.town.count("reloaded")

    async def _steadily(self, step: Callable[[Usher], Awaitable[Any]]) -> Any:
        """Try again where nobody answers, as people do, and at whichever process."""
        for _ in range(TRIES):
            began, usher = time.time(), self.chance.choice(self.town.ready or self.town.ushers)
            try:
                return self._succeeded(await step(usher))
            except Unheard as error:
                judge(self.town, began, f"the organiser at {usher.name}: {error}", error, usher)
            await asyncio.sleep(AGAIN_AFTER)
        raise AssertionError("an organiser gave up")

    @staticmethod
    def _succeeded(answer: Any) -> Any:
        """An apology is no answer to go on with."""
        if isinstance(answer, list) and "That did not work" in answer[-1].said:
            raise Apologised("that did not work")
        return answer
