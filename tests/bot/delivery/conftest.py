"""Deliveries to a Discord over a real wire and to the fake Slack, with a clock that a test moves."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr
from sqlalchemy import update

from bot.delivery.courier import Courier
from bot.delivery.discord import DiscordSender
from bot.delivery.discord_rest import Rest
from bot.delivery.pacer import Pacer
from bot.delivery.sender import Sender
from bot.delivery.serve import open_slack
from bot.delivery.slack import Paces, SlackSender
from bot.delivery.telling import Telling
from bot.settings.model import DiscordSettings, SlackSettings
from commands.core.reply import Heading, Paragraph, Reply, line
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.delivery.written import to_json
from storage import claims, outbox
from storage.claims import Claim, Grip, Wish
from storage.outbox import Outcome
from storage.store import Store
from storage.tables.outbox import deliveries
from tests.bot.on_discord.wire import TOKEN, Wire, open_wire
from tests.bot.on_slack.fake.server import FakeSlack
from tests.bot.on_slack.fake.server import open_slack as open_fake_slack
from tests.bot.on_slack.fake.workspace import BOT_TOKEN, CHANNEL
from tests.doubles import FixedClock

ORGANISERS = "C0ORGANISERS"
TICK = timedelta(milliseconds=1)
LEASE = timedelta(minutes=1)


@dataclass
class TickingClock(FixedClock):
    """Each look is a little later than the last."""

    def now(self) -> datetime:
        self.at += TICK
        return self.at


def post(*words: str, title: str = "News") -> Post:
    return Post(Reply.of(Heading(title), *(Paragraph(line(each)) for each in words)))


class Killed(BaseException):
    """What stops a courier where a process would die."""


@dataclass
class Desk:
    """An outbox with its couriers: `deliver` goes on until nothing is due, `kill_at` stops at a step."""

    store: Store
    clock: TickingClock
    wire: Wire
    slack: FakeSlack
    couriers: dict[str, Courier] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    kill_at: str = ""

    def reached(self, step: str) -> None:
        self.steps.append(step)
        if step == self.kill_at:
            self.kill_at = ""
            raise Killed

    @property
    def places(self) -> tuple[Destination, ...]:
        return channel(f"discord:{self.wire.channel.id}"), channel(f"slack:{CHANNEL}")

    async def announce(self, what: Post, *to: Destination, kind: str = "announcement") -> int:
        now = self.clock.now()
        async with self.store.begin() as transaction:
            made = await hand_over(transaction, Outgoing(kind, what, to or self.places, now), now)
        assert made
        return made

    async def revise(self, message: int, what: Post) -> None:
        async with self.store.begin() as transaction:
            await outbox.revise(transaction, message, to_json(what), self.clock.now())

    async def retract(self, message: int) -> None:
        async with self.store.begin() as transaction:
            await outbox.retract(transaction, message, self.clock.now())

    async def deliver(self) -> None:
        while await self._round():
            pass

    async def _round(self) -> int:
        grip = Grip("desk", LEASE)
        taken: list[Claim] = []
        for name in self.couriers:
            async with self.store.begin() as transaction:
                taken += await claims.claim(transaction, grip, Wish(name, 10), self.clock.now())
        for claim in taken:
            await self.couriers[claim.target.platform].deliver(claim)
        return len(taken)

    async def later(self, minutes: float = 10) -> None:
        self.clock.at += timedelta(minutes=minutes)
        await self.deliver()

    async def restart(self) -> None:
        """Another process finds what a killed one had in hand."""
        async with self.store.begin() as transaction:
            over = update(deliveries).values(lease_until=datetime(2000, 1, 1, tzinfo=UTC))
            await transaction.execute(over)

    async def outcomes(self, message: int) -> dict[str, Outcome]:
        async with self.store.reading() as transaction:
            return {each.target.platform: each for each in await outbox.outcomes(transaction, message)}

    async def states(self, message: int) -> dict[str, str]:
        return {platform: each.state for platform, each in (await self.outcomes(message)).items()}

    def on_discord(self, place: int | None = None) -> list[str]:
        """The words of each message in the channel, oldest first."""
        messages = self.wire.backend.messages[place or self.wire.channel.id].values()
        return [_words(message.content, message.embeds) for message in sorted(messages, key=lambda m: m.id)]

    def on_slack(self, place: str = CHANNEL) -> list[str]:
        return [each.said for each in self.slack.workspace.posted if each.channel == place]

    def seen(self) -> dict[str, list[str]]:
        return {"discord": self.on_discord(), "slack": self.on_slack()}


def _words(content: str, embeds: Sequence[dict[str, str]]) -> str:
    told = [content, *(str(each.get(name) or "") for each in embeds for name in ("title", "description"))]
    return "\n".join(word for word in told if word)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with open_wire() as opened:
        yield opened


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with open_fake_slack() as fake:
        fake.workspace.members.add(ORGANISERS)
        yield fake
        assert fake.workspace.faults == []


@pytest.fixture
async def desk(store: Store, wire: Wire, slack: FakeSlack) -> AsyncIterator[Desk]:
    desk = Desk(store, TickingClock(), wire, slack)
    organisers = {"organisers": (channel(f"slack:{ORGANISERS}"),)}
    telling = Telling(lambda: organisers, desk.clock)
    discord = DiscordSettings(api_url=f"{wire.url}/api/v10", token=SecretStr(TOKEN))
    there = SlackSettings(api_url=slack.api_url, bot_token=SecretStr(BOT_TOKEN))
    async with ClientSession() as session, open_slack(there, store) as on_slack:
        assert isinstance(on_slack, SlackSender)
        on_slack.paces = Paces(Pacer(0), Pacer(0), Pacer(0))
        senders: dict[str, Sender[Any]] = {
            "discord": DiscordSender(Rest(session, discord, Pacer(0)), desk.clock),
            "slack": on_slack,
        }
        for name, sender in senders.items():
            desk.couriers[name] = Courier(store, desk.clock, sender, telling, desk.reached, settling=0.0)
        yield desk
