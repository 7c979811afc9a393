"""The fake on real sockets: Web API, response_url, files and uploads, and Socket Mode."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from tests.bot.delivery.weather import EARLY, Weather, fine
from tests.bot.on_slack.fake.api import Api, Failed
from tests.bot.on_slack.fake.workspace import BOT_TOKEN, SCOPES, Workspace

SIGN_IN = b"<!DOCTYPE html><html><body>Sign in to Slack</body></html>"


@dataclass
class Wire:
    """Socket Mode's side: the newest connection, and the envelopes that wait for their acknowledgement."""

    sockets: "asyncio.Queue[web.WebSocketResponse]" = field(default_factory=asyncio.Queue)
    waiting: dict[str, "asyncio.Future[Any]"] = field(default_factory=dict)
    current: web.WebSocketResponse | None = None

    async def connected(self) -> web.WebSocketResponse:
        """The next connection that is made."""
        self.current = await asyncio.wait_for(self.sockets.get(), 10)
        return self.current


class FakeSlack:
    def __init__(self) -> None:
        self.workspace = Workspace()
        self.wire = Wire()
        self.scopes: tuple[str, ...] = SCOPES
        self.elsewhere: str | None = None
        self.weather: Weather = fine
        self.server = TestServer(self._app())
        self.api = Api(self.workspace, lambda: self.origin, lambda: asyncio.get_running_loop().time())

    @property
    def origin(self) -> str:
        return str(self.server.make_url("")).rstrip("/")

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    def _app(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.post("/api/{method}", self._call),
                web.get("/api/{method}", self._call),
                web.post("/hooks/{hook}", self._respond),
                web.post("/upload/{file}", self._take),
                web.get("/files/{file}/{name}", self._give),
                web.get("/link", self._link),
            ]
        )
        return app

    async def _call(self, request: web.Request) -> web.Response:
        given = await _arguments(request)
        channel = str(given.get("channel", ""))
        if self.workspace.slow_channels.get(channel, 0):
            self.workspace.slow_channels[channel] -= 1
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
            )
        method, weather = request.match_info["method"], self.weather(request.match_info["method"], channel)
        if weather in EARLY:
            return await EARLY[weather]()
        answer = self._answer(request, method, given)
        if weather == "silent" and request.transport:
            request.transport.abort()
        return answer

    def _answer(self, request: web.Request, method: str, given: dict[str, Any]) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        headers = {"x-oauth-scopes": ",".join(self.scopes)}
        try:
            return web.json_response(self.api.call(method, given, token), headers=headers)
        except Failed as error:
            return web.json_response({"ok": False, "error": str(error)}, headers=headers)

    async def _respond(self, request: web.Request) -> web.Response:
        told = self.api.respond(request.match_info["hook"], await request.json())
        return web.Response(text=told, status=200 if told == "ok" else 404)

    async def _take(self, request: web.Request) -> web.Response:
        self.workspace.files[request.match_info["file"]].content = await request.read()
        return web.Response(text="OK")

    async def _give(self, request: web.Request) -> web.Response:
        if self.elsewhere:
            raise web.HTTPFound(self.elsewhere)
        signed = request.headers.get("Authorization") == f"Bearer {BOT_TOKEN}"
        if not signed or "files:read" not in self.scopes:
            return web.Response(body=SIGN_IN, content_type="text/html")
        return web.Response(body=self.workspace.files[request.match_info["file"]].content)

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.wire.sockets.put_nowait(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                waiting = self.wire.waiting.pop(answer["envelope_id"], None)
                if waiting and not waiting.done():
                    waiting.set_result(answer.get("payload") or {})
        return socket


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        given = await request.json()
        return {name: value for name, value in given.items() if value is not None}
    return dict(await request.post()) | dict(request.query)


@asynccontextmanager
async def open_slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    async with fake.server:
        yield fake
