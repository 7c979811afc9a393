"""The page's requests, made without a browser."""

import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Self

from aiohttp import ClientSession, ClientWebSocketResponse, FormData
from aiohttp.test_utils import TestServer


@dataclass(frozen=True)
class Told:
    """What the server answered."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Visitor:
    """A page that plays a person; `headers` replace what it would send."""

    session: ClientSession
    server: TestServer
    token: str
    person: str = "author"
    headers: Mapping[str, str] = field(default_factory=dict)

    def playing(self, person: str) -> Self:
        return replace(self, person=person)

    def sending(self, **headers: str) -> Self:
        return replace(self, headers={name.replace("_", "-"): value for name, value in headers.items()})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def _headers(self) -> dict[str, str]:
        own = {
            "Origin": self.address,
            "X-Usher-Token": self.token,
            "X-Usher-Person": self.person,
            "X-Usher-Zone": "Europe/Berlin",
        }
        return {name: value for name, value in {**own, **self.headers}.items() if value}

    async def get(self, path: str) -> Told:
        async with self.session.get(self.address + path, headers=self.headers) as response:
            return Told(response.status, await response.text(errors="replace"), response.headers)

    async def post(self, path: str, **fields: Any) -> Told:
        sent = {"channel": "general", **fields}
        async with self.session.post(self.address + path, json=sent, headers=self._headers()) as response:
            return Told(response.status, await response.text(), response.headers)

    async def call(
        self,
        name: str = "",
        options: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes] = {},
        **fields: Any,
    ) -> Told:
        form = FormData(default_to_multipart=True)
        asked = {"channel": "general", "name": name, "options": options or {}, "key": "k", **fields}
        form.add_field("call", json.dumps(asked))
        for option, content in files.items():
            form.add_field(f"file:{option}", io.BytesIO(content), filename=f"{option}.bin")
        async with self.session.post(
            f"{self.address}/api/call", data=form, headers=self._headers()
        ) as response:
            return Told(response.status, await response.text(), response.headers)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator["View"]:
        """An open line; the state has come when it is handed over."""
        address = f"{self.address}/live?as={self.person}&zone=Europe/Berlin"
        async with self.session.ws_connect(
            address, headers={"Origin": self.address, **self.headers}
        ) as socket:
            yield View(socket, await socket.receive_json(timeout=5))


@dataclass(frozen=True)
class View:
    socket: ClientWebSocketResponse
    state: dict[str, Any]

    async def until(self, kind: str) -> dict[str, Any]:
        """The next event of that kind."""
        while True:
            event: dict[str, Any] = await self.socket.receive_json(timeout=5)
            if event["type"] == kind:
                return event

    async def card(self) -> dict[str, Any]:
        """The next message that holds an answer, past those that only say that it is worked on."""
        while True:
            message: dict[str, Any] = (await self.until("message"))["message"]
            if not message["key"]:
                return message
