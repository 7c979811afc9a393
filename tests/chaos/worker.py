"""A process that delivers and may be told to die at a step; started by the tests, never by people."""

import asyncio
import os
import resource
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientTimeout
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.delivery import discord_rest, slack_api
from bot.delivery.courier import Courier
from bot.delivery.office import Office
from bot.delivery.pacer import Pacer
from bot.delivery.sender import Sender
from bot.delivery.serve import open_discord, open_slack
from bot.delivery.slack import Paces, SlackSender
from bot.delivery.telling import Telling
from bot.settings.model import DiscordSettings, SlackSettings
from bot.work import Work
from commands.delivery.destination import Platform, channel
from storage.store import connect
from tests.bot.on_discord.wire import TOKEN
from tests.bot.on_slack.fake.workspace import BOT_TOKEN

POLL, SETTLING = 0.1, 0.2


@dataclass
class DieAt:
    """Kills its own process at a step, as the system would: nothing is cleaned up."""

    step: str

    def __call__(self, step: str) -> None:
        if step == self.step:
            os.kill(os.getpid(), signal.SIGKILL)


async def deliver(environment: "os._Environ[str]") -> None:
    largest = int(environment["LARGEST_FILE"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    die_at = DieAt(environment["DIE_AT"])
    clock, organisers = SystemClock(), {"organisers": (channel(environment["ORGANISERS"]),)}
    on_discord = DiscordSettings(api_url=environment["DISCORD"], token=SecretStr(TOKEN))
    on_slack = SlackSettings(api_url=environment["SLACK"], bot_token=SecretStr(BOT_TOKEN))
    faster, lease = float(environment["FASTER"]), float(environment["LEASE"])
    discord_rest.PATIENCE = slack_api.PATIENCE = ClientTimeout(total=lease / 2)  # as in earnest: half a lease
    async with AsyncExitStack() as opened:
        store = await opened.enter_async_context(connect(environment["STORE"]))
        senders: dict[Platform, Sender[Any]] = {
            "discord": await opened.enter_async_context(open_discord(on_discord, clock)),
            "slack": await opened.enter_async_context(open_slack(on_slack, store)),
        }
        for sender in senders.values():
            _hurry(sender, faster)
        telling = Telling(lambda: organisers, clock)
        couriers = {
            name: Courier(store, clock, sender, telling, die_at, SETTLING) for name, sender in senders.items()
        }
        await Office(store, clock, couriers, Work(), POLL, lease).run()


def _hurry(sender: Any, faster: float) -> None:
    """Slack's limits made so many times looser, and Discord's left; none at all where `faster` is 0."""
    if isinstance(sender, SlackSender):
        kept = sender.paces
        slower = 1 / faster if faster else 0
        sender.paces = Paces(
            *(Pacer(each.seconds * slower, each.lane_seconds * slower) for each in vars(kept).values())
        )
    elif not faster:
        sender.rest.pacer.seconds = sender.rest.pacer.lane_seconds = 0


if __name__ == "__main__":
    asyncio.run(deliver(os.environ))
