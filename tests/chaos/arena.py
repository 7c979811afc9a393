"""Platforms that count what arrives, and processes that deliver to them and are killed."""

import asyncio
import os
import random
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from commands.core.reply import Heading, Reply
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.delivery.written import to_json
from storage import outbox
from storage.errors import StoreError
from storage.store import Store, open_store
from tests.bot.on_discord.wire import Wire, open_wire
from tests.bot.on_slack.fake.server import FakeSlack, open_slack

ORGANISERS = "C0ORGANISERS"
LOOK_EVERY = 0.05  # seconds


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Arena:
    """`channels` of each platform; `processes` deliver, and each that dies is replaced.

    `to_come` are the steps at which those that are started next will die. They keep no limits, or
    Slack's made so many times `faster`; `lease` and `patience`, until all must have arrived, are seconds.
    """

    url: str
    store: Store
    wire: Wire
    slack: FakeSlack
    channels: int
    processes: list[Process] = field(default_factory=list)
    faster: float = 0.0
    lease: float = 2.0
    patience: float = 90.0
    to_come: list[str] = field(default_factory=list)
    deaths: int = 0

    def __post_init__(self) -> None:
        backend, guild = self.wire.backend, self.wire.guild.id
        self.discord = [backend.create_channel(guild, f"c{number}").id for number in range(self.channels)]
        self.slacks = [f"C{number:05}" for number in range(self.channels)]
        self.slack.workspace.members.update([*self.slacks, ORGANISERS])

    @property
    def places(self) -> list[Destination]:
        on_discord = [channel(f"discord:{number}") for number in self.discord]
        return [*on_discord, *(channel(f"slack:{name}") for name in self.slacks)]

    async def start(self, largest_file: int | None = None) -> Process:
        """Another process; one that may write no file beyond `largest_file` bytes has a full disk."""
        environment = {
            **os.environ,
            "STORE": self.url,
            "DISCORD": f"{self.wire.url}/api/v10",
            "SLACK": self.slack.api_url,
            "ORGANISERS": f"slack:{ORGANISERS}",
            "DIE_AT": self.to_come.pop(0) if self.to_come else "",
            "FASTER": str(self.faster),
            "LEASE": str(self.lease),
            "LARGEST_FILE": str(largest_file if largest_file is not None else resource.RLIM_INFINITY),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.chaos.worker",
            env=environment,
            stderr=PIPE if largest_file else DEVNULL,
        )
        self.processes.append(process)
        return process

    async def announce(self, words: str, on: str = "") -> int:
        """Everywhere, or on one platform."""
        to = [place for place in self.places if on in {"", place.platform}]
        async with self.store.begin() as transaction:
            outgoing = Outgoing("announcement", Post(Reply.of(Heading(words))), to, now())
            made = await hand_over(transaction, outgoing, now())
        assert made
        return made

    async def correct(self, message: int, words: str) -> int:
        """Under each of its copies, as a moved deadline does."""
        post = Post(Reply.of(Heading(words)), under=message)
        async with self.store.begin() as transaction:
            made = await hand_over(transaction, Outgoing("correction", post, self.places, now()), now())
        assert made
        return made

    async def revise(self, message: int, words: str) -> None:
        async with self.store.begin() as transaction:
            await outbox.revise(transaction, message, to_json(Post(Reply.of(Heading(words)))), now())

    async def retract(self, message: int) -> None:
        async with self.store.begin() as transaction:
            await outbox.retract(transaction, message, now())

    async def through(self) -> None:
        """All is done, and the summary is out; whoever died meanwhile is replaced."""
        async with asyncio.timeout(self.patience):
            while await self._is_open():
                await asyncio.sleep(LOOK_EVERY)
                await self.bury()

    async def bury(self) -> None:
        """A new process in the place of each that is dead."""
        for process in [each for each in self.processes if each.returncode is not None]:
            if process in self.processes:
                self.processes.remove(process)
                self.deaths += 1
                await self.start()

    async def requests(self, count: int, trip: "asyncio.Task[None]") -> bool:
        """Whether so many more came to the platforms before the trip was over."""
        until = self._came() + count
        while self._came() < until and not trip.done():  # noqa: ASYNC110 - two servers count
            await asyncio.sleep(LOOK_EVERY / 10)
        return not trip.done()

    def _came(self) -> int:
        return len(self.wire.requests) + len(self.slack.workspace.calls)

    async def kill_one(self, chance: random.Random) -> None:
        if not self.processes:  # the last one's successor is on its way
            return
        process = chance.choice(self.processes)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await self.bury()

    async def _is_open(self) -> bool:
        with suppress(StoreError):
            async with self.store.reading() as transaction:
                counted = await outbox.counts(transaction)
            return bool(counted["planned"] + counted["claimed"])
        return True

    async def states(self, message: int) -> Counter[str]:
        async with self.store.reading() as transaction:
            return Counter(each.state for each in await outbox.outcomes(transaction, message))

    def seen(self) -> Counter[str]:
        """How often each text stands in each channel."""
        messages = self.wire.backend.messages
        on_discord = [
            f"discord:{place} {message.embeds[0]['title']}"
            for place in self.discord
            for message in messages[place].values()
        ]
        posted = self.slack.workspace.posted
        return Counter([*on_discord, *(f"slack:{each.channel} {each.said}" for each in posted if each.ts)])

    def once_everywhere(self, words: str) -> Counter[str]:
        return Counter(f"{place.written} {words}" for place in self.places)

    def here(self) -> Counter[str]:
        """What is seen, without what the organisers are told."""
        kept = {text: count for text, count in self.seen().items() if f"slack:{ORGANISERS}" not in text}
        return Counter(kept)

    def told(self) -> list[str]:
        return [each.said for each in self.slack.workspace.posted if each.channel == ORGANISERS]


@asynccontextmanager
async def open_arena(url: str, channels: int, processes: int = 0) -> AsyncIterator[Arena]:
    async with open_store(url) as store, open_wire() as wire, open_slack() as slack:
        arena = Arena(url, store, wire, slack, channels)
        for _ in range(processes):
            await arena.start()
        try:
            yield arena
        finally:
            for process in arena.processes:
                with suppress(ProcessLookupError):
                    process.kill()
            await asyncio.gather(*(process.wait() for process in arena.processes))
