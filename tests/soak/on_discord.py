"""People on Discord: commands and papers over the gateway, whichever process holds it."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from simcord.backend.models import Interaction

from tests.soak.on_slack import ANSWERED, APOLOGIES, REFERENCE
from tests.soak.plants import FILE, NAME, WORDS
from tests.soak.town import Town

LOOK_EVERY = 0.05
GIVEN_UP = 5.0  # seconds after which whoever asked a process that is gone asks no more
PROGRESS = ("▰", "▱")


@dataclass
class Guests:
    """They share a channel; on Discord each answer belongs to its interaction."""

    town: Town
    papers: Sequence[bytes]
    chance: random.Random
    pause: float
    references: list[str] = field(default_factory=list)

    async def live(self, number: int) -> None:
        wire = self.town.wire
        person = wire.backend.make_user(f"{NAME.split()[0].lower()}{number}")
        wire.backend.add_member(wire.guild.id, person.id)
        while True:
            await asyncio.sleep(self.chance.uniform(0, 2 * self.pause))
            wire.author = person
            await self._one()

    async def _one(self) -> None:
        wire, began = self.town.wire, time.time()
        if not self.town.wire.is_heard:
            return
        sessions, call = len(wire.identified), self.chance.choice(self._acts())()
        problem = await self._answered(call, lambda: len(wire.identified) != sessions)
        places = ("discord", "store", *(each.name for each in self.town.ushers))
        if problem:
            self.town.excuse(began, f"on Discord: {problem}", *places)
        else:
            self.town.count("commands on Discord")

    def _acts(self) -> Sequence[Callable[[], Interaction]]:
        wire = self.town.wire
        return (
            lambda: wire.slash("deadline", "show"),
            lambda: wire.slash("deadline", "remind", which="submission"),
            lambda: wire.slash("ask", question=f"how long may a short paper be? {WORDS}"),
            lambda: wire.slash("ask", question=WORDS),
            lambda: wire.slash("help"),
            lambda: wire.slash("mydata", "show"),
            lambda: wire.slash("mydata", "export"),
            self._paper,
        )

    def _paper(self) -> Interaction:
        handed = self.town.wire.host(FILE, self.chance.choice(self.papers))
        return self.town.wire.slash("checkpdf", resolved=handed, file="77")

    async def _answered(self, call: Interaction, is_another: Callable[[], bool]) -> str:
        """What went wrong; nothing where an answer came. Another session never hears of the call."""
        until = time.monotonic() + ANSWERED
        while (said := self._said(call)) is None:
            await asyncio.sleep(LOOK_EVERY)
            if is_another():
                until = min(until, time.monotonic() + GIVEN_UP)
            if time.monotonic() > until:
                return f"{call.command_name} was not {'answered' if call.responded else 'acknowledged'}"
        if any(apology in said for apology in APOLOGIES):
            found = REFERENCE.findall(said)
            self.references += found
            if not found:
                self.town.find(f"an error without a reference on Discord: {said[:200]!r}")
        return ""

    def _said(self, call: Interaction) -> str | None:
        """The answer, once it stands in the place of the waiting and of the progress."""
        if call.message_id is None or call.loading:
            return None
        message = self.town.wire.backend.messages[call.channel_id].get(call.message_id)
        if message is not None and message.content[:1] in PROGRESS and not message.embeds:
            return None
        self.town.wire.backend.messages[call.channel_id].pop(call.message_id, None)
        return f"{message.content} {message.embeds}" if message else ""
