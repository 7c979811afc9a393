"""Usher on Slack: over a socket that Usher opens, or over HTTP that Slack calls."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, cast

from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.app import App
from bot.on_slack.acks import Acknowledgements
from bot.on_slack.calls import Calls
from bot.on_slack.client import UNREACHABLE, Pace, open_client, why
from bot.on_slack.deliver import Post
from bot.on_slack.files import Files
from bot.on_slack.listeners import Listeners
from bot.on_slack.once import Once
from bot.on_slack.people import People
from bot.settings.model import SlackSettings
from bot.supervisor import Report, Unavailable, unheard

log = logging.getLogger(__name__)

PATH = "/slack/events"
"""Where Slack delivers over HTTP: commands, interactions and events alike."""

BOLT_LEVEL = logging.WARNING
CHECK_EVERY = 5.0  # seconds between two looks at the socket
MOST_DISCONNECTED = 60.0  # seconds that the socket's own client is left to reconnect
CLOSE_PATIENCE = 2.0  # seconds

REFUSED = "Slack refused {what} ({why}). Set it anew and look with `usher doctor`."
UNREACHED = "Slack can't be reached at {url} ({why})."
INCOMPLETE = "Slack is set to {mode}, which needs {variable}. `usher doctor` says where to find it."
LOST = "The connection to Slack is lost."


async def serve_slack(app: App, report: Report = unheard) -> None:
    """Run until cancelled; `Unavailable` when Slack refuses a token or is not there."""
    settings = app.settings.slack
    async with open_client(settings) as (client, session):
        known = await _introduced(client, settings)
        acks = Acknowledgements(partial(app.metrics.acknowledged, "slack"))
        bolt = create_bolt(app, client, session, known, acks)
        if settings.mode == "socket":
            await _serve_socket(bolt, client, settings, acks, report)
        else:
            async with open_http(bolt, settings, acks):
                report("running")
                await asyncio.Event().wait()


def create_bolt(
    app: App,
    client: AsyncWebClient,
    session: ClientSession,
    known: AsyncSlackResponse,
    acks: Acknowledgements,
) -> AsyncApp:
    """Bolt with every listener; `known` is what auth.test told of ourselves."""
    settings, clock = app.settings.slack, app.dispatcher.clock
    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else ""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=known.get("enterprise_id"),
            team_id=known.get("team_id"),
            bot_user_id=known.get("user_id"),
            bot_id=known.get("bot_id"),
            bot_token=client.token,
        )

    logger = logging.getLogger("slack_bolt")
    logger.setLevel(BOLT_LEVEL)
    bolt = AsyncApp(
        name="usher",
        logger=logger,
        signing_secret=secret,
        client=AsyncWebClient(base_url=client.base_url, session=session),
        authorize=authorize,
    )
    people = People(client, clock, str(known["team_id"]), frozenset(settings.organisers))
    calls = Calls(app, client, people)
    files = Files(client, session, settings.api_url)
    post, once = Post(client, session, Pace()), Once(app.store, clock)
    Listeners(calls, post, files, once, acks).register(bolt)
    return bolt


async def _introduced(client: AsyncWebClient, settings: SlackSettings) -> AsyncSlackResponse:
    """Who we are; with that, the token is known to work."""
    try:
        return await client.auth_test()
    except UNREACHABLE as error:
        raise _unavailable(error, "the bot token", settings) from error


def _unavailable(error: Exception, what: str, settings: SlackSettings) -> Unavailable:
    if isinstance(error, SlackApiError):
        return Unavailable(REFUSED.format(what=what, why=why(error)))
    return Unavailable(UNREACHED.format(url=settings.api_url, why=why(error)))


async def _serve_socket(
    bolt: AsyncApp, client: AsyncWebClient, settings: SlackSettings, acks: Acknowledgements, report: Report
) -> None:
    if settings.app_token is None:
        raise Unavailable(INCOMPLETE.format(mode="socket", variable="USHER_SLACK__APP_TOKEN"))
    token = settings.app_token.get_secret_value()
    try:
        opened = await client.apps_connections_open(app_token=token)
    except UNREACHABLE as error:
        raise _unavailable(error, "the app token", settings) from error
    handler = AsyncSocketModeHandler(bolt, token, web_client=client)
    handler.client.wss_uri = str(opened["url"])

    async def receive(socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        with acks.awaited():
            await handler.handle(cast("SocketModeClient", socket), request)

    async def greeted(_socket: object, message: Mapping[str, Any], _raw: object = None) -> None:
        if message.get("type") == "hello":
            report("running")

    handler.client.message_listeners.append(greeted)
    handler.client.socket_mode_request_listeners[:] = [receive]
    try:
        await asyncio.wait_for(handler.client.connect(), MOST_DISCONNECTED)  # type: ignore[no-untyped-call]  # as Bolt has it
        await _until_lost(handler, report)
    except TimeoutError as error:
        raise Unavailable(LOST) from error
    finally:
        with suppress(TimeoutError):
            await asyncio.wait_for(handler.client.close(), CLOSE_PATIENCE)  # type: ignore[no-untyped-call]  # likewise


async def _until_lost(handler: AsyncSocketModeHandler, report: Report) -> None:
    """The client reconnects by itself; when that does not help for long, the whole is begun anew."""
    loop = asyncio.get_running_loop()
    connected_at = loop.time()
    while loop.time() - connected_at < MOST_DISCONNECTED:
        await asyncio.sleep(CHECK_EVERY)
        connected = await handler.client.is_connected()
        report("running" if connected else "connecting")
        if connected:
            connected_at = loop.time()
    raise Unavailable(LOST)


@asynccontextmanager
async def open_http(bolt: AsyncApp, settings: SlackSettings, acks: Acknowledgements) -> AsyncIterator[int]:
    """Listen until the block is left; yields the port. Bolt refuses what Slack did not sign."""
    if settings.signing_secret is None:
        raise Unavailable(INCOMPLETE.format(mode="http", variable="USHER_SLACK__SIGNING_SECRET"))

    async def receive(request: web.Request) -> web.Response:
        with acks.awaited():
            return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    site = web.Application()
    site.router.add_post(PATH, receive)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=CLOSE_PATIENCE)
    await runner.setup()
    try:
        await _listen(runner, settings)
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: SlackSettings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise Unavailable(f"Slack's port {place} can't be opened: {error.strerror}.") from error
