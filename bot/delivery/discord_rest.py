"""Discord's REST as delivery needs it: no gateway, no retries of its own, and each failure by what it means.

The library's client repeats requests by itself, which would hide whether one was answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
from discord.http import MultipartParameters

from bot.delivery.pacer import Pacer
from bot.delivery.sender import Fixed, Gone, Later, Reason, Refused, Unanswered
from bot.settings.model import DiscordSettings

PATIENCE = aiohttp.ClientTimeout(total=15, sock_connect=5)
AGENT = f"DiscordBot (usher, {discord.__version__})"

GONE = 10008  # the message is not there
FIXED = {30046, 50005}  # edited too often; not Usher's own
PUBLISHED_BEFORE = 40033
TOO_LARGE = 40005
REFUSALS: Mapping[int, tuple[Reason, str]] = {
    10003: ("channel gone", "Discord knows no such channel"),
    10013: ("no access", "Discord knows no such person"),
    TOO_LARGE: ("too long", "the files are too large for Discord"),
    50001: ("no access", "let Usher see the channel"),
    50007: ("no access", "this person takes no direct messages from Usher"),
    50013: ("no access", "let Usher send messages, embed links and attach files there"),
    50278: ("no access", "this person shares no server with Usher"),
}
UNAUTHORISED = "Discord refuses the token"
TOKEN_PAUSE = 60.0  # seconds


@dataclass(frozen=True)
class Rest:
    """One way to Discord; a limit on all requests holds every lane of the pacer."""

    session: aiohttp.ClientSession
    settings: DiscordSettings
    pacer: Pacer

    async def get(self, path: str, **query: str) -> Any:
        return await self._call("GET", path, params=query)

    async def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return await self._call(method, path, json=body)

    async def write(self, method: str, path: str, message: MultipartParameters) -> Any:
        """Send or edit a message, with its files where it has some."""
        if not message.files:
            return await self._call(method, path, json=message.payload)
        form = aiohttp.FormData(quote_fields=False)
        for part in message.multipart or ():
            form.add_field(**part)
        return await self._call(method, path, data=form)

    async def _call(self, method: str, path: str, **sent: Any) -> Any:
        token = self.settings.token.get_secret_value() if self.settings.token else ""
        headers = {"Authorization": f"Bot {token}", "User-Agent": AGENT}
        url = f"{self.settings.api_url.rstrip('/')}{path}"
        try:
            async with self.session.request(
                method, url, headers=headers, timeout=PATIENCE, **sent
            ) as response:
                return await self._read(response)
        except aiohttp.ClientConnectorError as error:
            raise Later("platform down", "Discord can't be reached") from error
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise Unanswered from error

    async def _read(self, response: aiohttp.ClientResponse) -> Any:
        if response.status == HTTPStatus.NO_CONTENT:
            return None
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unanswered
        told = await response.json(content_type=None)
        if response.status < HTTPStatus.BAD_REQUEST:
            return told
        raise self._failure(response, told if isinstance(told, dict) else {})

    def _failure(self, response: aiohttp.ClientResponse, told: Mapping[str, Any]) -> Exception:
        code = int(told.get("code") or 0)
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = float(told.get("retry_after") or response.headers.get("Retry-After") or 1)
            if told.get("global"):
                self.pacer.hold(seconds)
            return Later("rate limited", seconds=seconds)
        if response.status == HTTPStatus.UNAUTHORIZED:
            return Later("no access", UNAUTHORISED, TOKEN_PAUSE)
        if code == GONE:
            return Gone()
        if code in FIXED:
            return Fixed()
        if response.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            code = TOO_LARGE
        reason, detail = REFUSALS.get(code, ("refused", str(told.get("message") or response.status)))
        return Refused(reason, detail, code)
