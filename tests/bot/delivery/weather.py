"""How a platform behaves at a request: as it should, busy, broken, hanging, or silent about what it did."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Weather = Callable[[str, str], str]
"""Takes the method and the place of a request; gives a key of EARLY, "silent", or nothing for a fine day."""


def fine(_method: str, _place: str) -> str:
    return ""


async def busy() -> web.Response:
    said = {"ok": False, "error": "ratelimited", "message": "You are being rate limited.", "retry_after": 0.2}
    return web.json_response(said, status=429, headers={"Retry-After": "0.2", "Via": "1.1 google"})


async def broken() -> web.Response:
    return web.Response(status=500, text="upstream")


async def hanging() -> web.Response:
    await asyncio.sleep(3600)
    raise web.HTTPGatewayTimeout


EARLY: Mapping[str, Callable[[], Awaitable[web.Response]]] = {
    "busy": busy,
    "broken": broken,
    "hanging": hanging,
}
"""Answers without doing what was asked; a silent platform does it, and cuts the connection."""
