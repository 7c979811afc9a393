"""Delivery put together: a sender for each platform that is set up, and the office that keeps them busy."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any, get_args

from aiohttp import ClientSession

from bot.app import App
from bot.delivery.absent import Absent
from bot.delivery.courier import Courier
from bot.delivery.office import Office
from bot.delivery.sender import Sender
from bot.delivery.telling import Telling
from bot.settings.model import DiscordSettings, Settings, SlackSettings
from commands.core.clock import Clock
from commands.delivery.destination import Platform
from storage.store import Store

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds before delivery begins anew

Senders = Mapping[Platform, Sender[Any]]


@asynccontextmanager
async def delivering(app: App, senders: Senders) -> AsyncIterator[None]:
    """Meanwhile, deliver whatever falls due; a platform without a sender refuses."""
    clock = app.dispatcher.clock
    telling = Telling(lambda: app.dispatcher.services.destinations, clock)
    everyone: dict[Platform, Sender[Any]] = {name: Absent(name.capitalize()) for name in get_args(Platform)}
    everyone.update(senders)
    couriers = {
        name: Courier(app.store, clock, sender, telling, partial(app.metrics.delivery, name))
        for name, sender in everyone.items()
    }
    working = asyncio.create_task(_kept_up(Office(app.store, clock, couriers, app.work)))
    app.postman.senders = senders
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def _kept_up(office: Office) -> None:
    """A bug must not end all delivery."""
    while True:
        try:
            await office.run()
        except Exception:
            log.exception("delivery stopped, and begins anew")
        await asyncio.sleep(PAUSE)


@asynccontextmanager
async def delivering_to_platforms(app: App) -> AsyncIterator[None]:
    """Meanwhile, deliver to every chat platform that is set up."""
    opened = open_senders(app.settings, app.store, app.dispatcher.clock)
    async with opened as senders, delivering(app, senders):
        yield


@asynccontextmanager
async def open_senders(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[Senders]:
    """Those of the chat platforms that are set up; each platform's library is loaded only for its own."""
    found: dict[Platform, Sender[Any]] = {}
    async with AsyncExitStack() as opened:
        if settings.discord.token:
            found["discord"] = await opened.enter_async_context(open_discord(settings.discord, clock))
        if settings.slack.bot_token:
            found["slack"] = await opened.enter_async_context(open_slack(settings.slack, store))
        yield found


@asynccontextmanager
async def open_discord(settings: DiscordSettings, clock: Clock) -> AsyncIterator[Sender[Any]]:
    from bot.delivery.discord import LANE_SECONDS, REQUESTS_A_SECOND, DiscordSender  # noqa: PLC0415
    from bot.delivery.discord_rest import Rest  # noqa: PLC0415 - see above
    from bot.delivery.pacer import Pacer  # noqa: PLC0415 - see above

    async with ClientSession() as session:
        yield DiscordSender(Rest(session, settings, Pacer(1 / REQUESTS_A_SECOND, LANE_SECONDS)), clock)


@asynccontextmanager
async def open_slack(settings: SlackSettings, store: Store) -> AsyncIterator[Sender[Any]]:
    from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415 - see above

    from bot.delivery.pictures import Pictures  # noqa: PLC0415 - see above
    from bot.delivery.slack import SlackSender  # noqa: PLC0415 - see above
    from bot.delivery.slack_api import PATIENCE, SlackApi  # noqa: PLC0415 - see above

    token = settings.bot_token.get_secret_value() if settings.bot_token else None
    base = f"{settings.api_url.rstrip('/')}/"
    async with ClientSession(timeout=PATIENCE) as session:
        api = SlackApi(AsyncWebClient(token=token, base_url=base, session=session, retry_handlers=[]))
        yield SlackSender(api, Pictures(api, store))
