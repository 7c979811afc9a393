"""Discord over real sockets: simcord's server side behind HTTP, and a gateway that can be cut and resumed."""

import asyncio
import io
import json
import time
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiohttp import MultipartReader, WSMsgType, web
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.backend.models import Interaction
from simcord.http.router import dispatch
from simcord.interactions import base_payload

from tests.bot.delivery.weather import EARLY, Weather, fine

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.wire.test"  # noqa: S105 - opens nothing
IDENTIFY, RESUME, HEARTBEAT, DISPATCH, HELLO, BEAT_HEARD = 2, 6, 1, 0, 10, 11


@dataclass
class Wire:
    """A server, a channel and a person in it.

    `nonces` are the messages that a repeated request with the same nonce gets back.
    `limited` is how many requests of an answer meet a 429, signed by a proxy where it `signs`;
    `most_bytes` is what one request may hold; `refusals` are the connections that the gateway refuses first.
    """

    backend: Backend = field(default_factory=Backend)
    url: str = ""
    limited: int = 0
    signs: bool = True
    most_bytes: int = 25 * 1024 * 1024
    refusals: int = 0
    accepts: bool = True
    joined: list[dict[str, Any]] = field(default_factory=list)
    hosted: dict[str, bytes] = field(default_factory=dict)
    requests: list[tuple[str, str, int]] = field(default_factory=list)
    acknowledged: dict[int, float] = field(default_factory=dict)
    identified: list[int] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    weather: Weather = fine
    nonces: dict[tuple[str, str], Any] = field(default_factory=dict)
    _events: list[dict[str, Any]] = field(default_factory=list)
    _socket: "Socket | None" = None

    def __post_init__(self) -> None:
        self.guild = self.backend.create_guild("Workshop")
        self.channel = self.backend.create_channel(self.guild.id, "general")
        self.author = self.backend.make_user("ada")
        self.backend.add_member(self.guild.id, self.author.id)
        self.backend.subscribers.append(self._push)

    @property
    def is_heard(self) -> bool:
        """Whether somebody is on the gateway."""
        return self._socket is not None and not self._socket.web.closed

    def call(self, kind: int, data: dict[str, Any]) -> Interaction:
        """Someone uses a command, a button or a dialog."""
        record, payload = base_payload(
            self.backend,
            type=kind,
            channel_id=self.channel.id,
            guild_id=self.guild.id,
            user_id=self.author.id,
            data=data,
        )
        payload["attachment_size_limit"] = self.most_bytes
        self.backend.emit("INTERACTION_CREATE", payload)
        return record

    def slash(self, *words: str, resolved: dict[str, Any] | None = None, **options: Any) -> Interaction:
        kinds = {str: 3, int: 4, bool: 5}
        given: list[dict[str, Any]] = [
            {"name": name, "type": 11 if resolved else kinds[type(value)], "value": value}
            for name, value in options.items()
        ]
        for word in reversed(words[1:]):
            given = [{"name": word, "type": 1, "options": given}]
        found = self.backend.find_command(words[0], self.guild.id)
        assert found
        data = {"id": found["id"], "name": words[0], "type": 1, "options": given}
        return self.call(2, {**data, "resolved": resolved} if resolved else data)

    def host(self, name: str, content: bytes) -> dict[str, Any]:
        """Keep a file as attachment 77, described as an interaction that hands it in does."""
        self.hosted[name] = content
        url = f"{self.url}/files/{name}"
        described = {"id": "77", "filename": name, "size": len(content), "url": url, "proxy_url": url}
        return {"attachments": {"77": described}}

    async def until(self, holds: Callable[[], object], seconds: float = 10) -> None:
        """Wait for something to come over the wire."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(holds)

    async def answered(self, record: Interaction) -> dict[str, Any]:
        """The first message of an answer, once the waiting is over."""
        await self.until(lambda: record.message_id is not None and not record.loading)
        assert record.message_id
        message = self.backend.get_message(record.channel_id, record.message_id)
        return dict(serializers.message_payload(self.backend, message))

    async def cut(self, code: int) -> None:
        assert self._socket
        await self._socket.web.close(code=code)

    async def rest(self, request: web.Request) -> web.Response:
        path, method = request.path.removeprefix("/api/v10"), request.method
        answer = await self._answer(request, path)
        self.requests.append((method, path, answer.status))
        if path.endswith("/callback") and answer.status < 300:
            self.acknowledged[int(path.split("/")[2])] = time.perf_counter()
        async with self.changed:
            self.changed.notify_all()
        return answer

    async def _answer(self, request: web.Request, path: str) -> web.Response:
        is_answer = path.startswith(("/webhooks/", "/interactions/"))
        if not is_answer and (not self.accepts or request.headers.get("Authorization") != f"Bot {TOKEN}"):
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        if is_answer and self.limited:
            self.limited -= 1
            said = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
            signed = {"Via": "1.1 google"} if self.signs else {}
            return _json(said, 429, {**signed, "Retry-After": "0.05"})
        body = await request.read()
        if len(body) > self.most_bytes:
            return _json({"message": "Request entity too large", "code": 40005}, 413)
        weather = self.weather(request.method, path)
        if weather in EARLY:
            return await EARLY[weather]()
        own = {
            "/users/@me": serializers.user_payload(self.backend.bot_user),
            "/users/@me/guilds": self.joined,
        }
        answer = _json(own[path]) if path in own else await self._dispatched(request, path)
        if weather == "silent" and request.transport:
            request.transport.abort()
        return answer

    async def _dispatched(self, request: web.Request, path: str) -> web.Response:
        payload, files = await _body(request)
        params = dict(request.query)
        nonce = (path, str(payload.get("nonce"))) if isinstance(payload, dict) else ("", "")
        if nonce in self.nonces:
            return _json(self.nonces[nonce])
        try:
            said = dispatch(self.backend, request.method, path, json=payload, params=params, files=files)
        except BackendError as error:
            return _json(error.to_json(), error.status)
        if nonce[1] and payload.get("enforce_nonce"):
            self.nonces[nonce] = said
        return _json(said) if said is not None else web.Response(status=204)

    async def file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.hosted[request.match_info["name"]])

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=503)
        socket = Socket(web.WebSocketResponse(), request.query.get("compress", ""))
        await socket.web.prepare(request)
        await socket.send({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket.web:
            assert frame.type is WSMsgType.TEXT
            await self._hear(socket, json.loads(frame.data))
        async with self.changed:
            self.changed.notify_all()
        return socket.web

    async def _hear(self, socket: "Socket", said: dict[str, Any]) -> None:
        if said["op"] == HEARTBEAT:
            await socket.send({"op": BEAT_HEARD, "d": None})
        elif said["op"] in {IDENTIFY, RESUME}:
            self._socket = socket
            self.identified.append(said["op"])
            if said["op"] == IDENTIFY:
                self._greet()
            else:
                for event in self._events[said["d"]["seq"] :]:
                    await socket.send(event)
                self._push("RESUMED", {})
            async with self.changed:
                self.changed.notify_all()

    def _greet(self) -> None:
        ready = {
            "v": 10,
            "user": serializers.user_payload(self.backend.bot_user),
            "guilds": [],
            "session_id": "wire",
            "resume_gateway_url": f"{self.url.replace('http', 'ws')}/gateway",
            "application": {"id": str(self.backend.application_id), "flags": 0},
        }
        self._push("READY", ready)
        self._push("GUILD_CREATE", serializers.guild_create_payload(self.backend, self.guild))

    def _push(self, event: str, payload: Any) -> None:
        """Events that nobody hears are kept for whoever resumes."""
        frame = {"op": DISPATCH, "t": event, "s": len(self._events) + 1, "d": payload}
        self._events.append(json.loads(json.dumps(frame, default=str)))
        if self._socket and not self._socket.web.closed:
            self._socket.later(self._events[-1])


class Socket:
    def __init__(self, socket: web.WebSocketResponse, compress: str) -> None:
        assert compress in {"", "zlib-stream"}
        self.web = socket
        self._packer = zlib.compressobj() if compress else None
        self._sending: set[asyncio.Task[None]] = set()

    async def send(self, frame: dict[str, Any]) -> None:
        text = json.dumps(frame)
        if self._packer is None:
            await self.web.send_str(text)
        else:
            packed = self._packer.compress(text.encode()) + self._packer.flush(zlib.Z_SYNC_FLUSH)
            await self.web.send_bytes(packed)

    def later(self, frame: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self.send(frame))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)


async def _body(request: web.Request) -> tuple[Any, list[Any]]:
    """The JSON and the files, as simcord's routes take them."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else None), []
    payload, files = None, []
    reader = MultipartReader(request.headers, _again(await request.read()))
    while (part := await reader.next()) is not None:
        assert not isinstance(part, MultipartReader)
        content = bytes(await part.read())
        if part.name == "payload_json":
            payload = json.loads(content)
        else:
            files.append(SimpleNamespace(fp=io.BytesIO(content), filename=part.filename, description=None))
    return payload, files


def _again(body: bytes) -> Any:
    """A stream of what was read already, which nobody asks to wait, however much it is."""
    from aiohttp import StreamReader  # noqa: PLC0415 - beside its only use
    from aiohttp.base_protocol import BaseProtocol  # noqa: PLC0415 - beside its only use

    loop = asyncio.get_running_loop()
    stream = StreamReader(BaseProtocol(loop), max(len(body), 1), loop=loop)
    stream.feed_data(body)
    stream.feed_eof()
    return stream


def _json(said: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """The library reads JSON only of exactly this type."""
    text = json.dumps(said, default=str).encode()
    return web.Response(
        body=text, status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


@asynccontextmanager
async def open_wire() -> AsyncIterator[Wire]:
    wire = Wire()
    app = web.Application(client_max_size=2**26)
    app.router.add_get("/gateway{tail:/?}", wire.gateway)
    app.router.add_get("/files/{name}", wire.file)
    app.router.add_route("*", "/api/v10/{path:.*}", wire.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    wire.url = f"http://{host}:{port}"
    try:
        yield wire
    finally:
        await runner.cleanup()


def usher_on(wire: Wire, folder: Path) -> dict[str, str]:
    """The variables that lead Usher here, with its store in a folder of the test's."""
    return {
        "USHER_DISCORD__TOKEN": TOKEN,
        "USHER_DISCORD__API_URL": f"{wire.url}/api/v10",
        "USHER_DISCORD__GATEWAY_URL": f"{wire.url.replace('http', 'ws')}/gateway",
        "USHER_STORE__URL": f"sqlite:///{folder / 'usher.db'}",
    }
