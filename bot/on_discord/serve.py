"""Usher on Discord, until it is cancelled or Discord is lost."""

import asyncio
import logging
from contextlib import suppress

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.app import App
from bot.meanwhile import meanwhile
from bot.on_discord.client import UsherClient
from bot.settings.model import DiscordSettings
from bot.supervisor import Report, Unavailable, unheard
from bot.traces import name
from storage.errors import StoreError
from storage.lock import GATEWAY, held_alone

PATIENCE = 60.0  # seconds that discord.py may try to reconnect by itself
ANSWERS_END = 5.0  # seconds that what was heard may take to be answered once the gateway is given up
START_ENDS = 1.0  # seconds within which the library has dealt with the gateway's greeting

REFUSED = "Discord refuses the token. Reset it at discord.com/developers, Bot, and set USHER_DISCORD__TOKEN."
UNREACHABLE = "Discord can't be reached at {url}: {error}."
NO_LOCK = "The database does not say which process is on Discord's gateway."
LOST = f"Discord's gateway has been out of reach for {PATIENCE:.0f} s."


async def serve_discord(app: App, report: Report = unheard) -> None:
    """Serve until cancelled, one process at a time; `Unavailable` says why Discord can't be served."""
    try:
        async with held_alone(app.store, GATEWAY, lambda: report("standby")) as lost:
            report("connecting")
            await until_lost(app, report, lost)
    except StoreError as error:
        raise Unavailable(NO_LOCK) from error


async def until_lost(app: App, report: Report, overtaken: asyncio.Event) -> None:
    settings = app.settings.discord
    prepare_library(settings)
    token = settings.token.get_secret_value() if settings.token else ""
    async with UsherClient(app) as client:
        running = asyncio.create_task(client.start(token))
        lost = asyncio.create_task(lose(client, report))
        yielding = asyncio.create_task(overtaken.wait())
        try:
            async with meanwhile(client.follow):
                await asyncio.wait({running, lost, yielding}, return_when=asyncio.FIRST_COMPLETED)
            if lost.done() or yielding.done():
                raise Unavailable(LOST if lost.done() else NO_LOCK)
            await running
        except discord.LoginFailure:
            raise Unavailable(REFUSED) from None
        except (OSError, aiohttp.ClientError, discord.DiscordException) as error:
            raise Unavailable(UNREACHABLE.format(url=settings.api_url, error=error)) from error
        finally:
            yielding.cancel()
            await _end(lost, client, running, 0 if app.work.closing else ANSWERS_END)


def prepare_library(settings: DiscordSettings) -> None:
    """The library keeps its addresses, and its warnings of voice, in its classes, and offers no other way."""
    logging.getLogger(discord.client.__name__).addFilter(_calm)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    Route.BASE = settings.api_url.rstrip("/")
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.gateway_url)


def _calm(record: logging.LogRecord) -> bool:
    """The library calls each reconnect an error, with its trace; what lasts is told when it is given up."""
    error = record.exc_info[1] if record.exc_info else None
    if error and "reconnect" in str(record.msg):
        said = f"{record.msg} after {name(error)}"
        vars(record).update(levelno=logging.WARNING, levelname="WARNING", msg=said, exc_info=None)
    return True


async def lose(client: UsherClient, report: Report, patience: float = PATIENCE) -> None:
    """Report whether the gateway is in touch; return once it was out of touch for so long at a stretch."""
    with suppress(TimeoutError):
        while True:
            await asyncio.wait_for(client.in_touch.wait(), patience)
            report("running")
            await client.out_of_touch.wait()
            report("connecting")


async def _end(
    lost: "asyncio.Task[None]", client: UsherClient, running: "asyncio.Task[None]", patience: float
) -> None:
    """Close, but not amid the library's own start, which would fail loudly at a closed client.

    `patience` is how long what was heard may still take: none at a stop, which waited for that before.
    """
    lost.cancel()
    if client.ws and not running.done():
        with suppress(TimeoutError):
            await asyncio.wait_for(client.wait_until_ready(), START_ENDS)
    running.cancel()  # first: it would connect again
    await asyncio.gather(lost, running, return_exceptions=True)
    await client.hang_up(patience)
    await client.close()
