"""Files go to Slack as they are read, however large, and once more where a connection broke."""

import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.on_slack.render import Attachment
from bot.on_slack.upload import upload
from commands.core.spool import Spool

MEGABYTE = 1_000_000


@dataclass
class Taker:
    """Slack's three steps; of what is uploaded it keeps the sizes alone."""

    breaks: int = 0
    status: int = 200
    announced: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    async def offer(self, request: web.Request) -> web.Response:
        self.announced.append(int(request.query["length"]))
        address = str(request.url.with_path("/upload").with_query(None))
        return web.json_response({"ok": True, "file_id": f"F{len(self.announced)}", "upload_url": address})

    async def take(self, request: web.Request) -> web.Response:
        if self.breaks:
            self.breaks -= 1
            assert request.transport
            request.transport.close()
        self.taken.append(sum([len(piece) async for piece in request.content.iter_any()]))
        return web.Response(text="OK", status=self.status)

    async def share(self, request: web.Request) -> web.Response:
        self.shared.append(request.query["channel_id"])
        return web.json_response({"ok": True, "files": [{"permalink": "https://example.org/F1"}]})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[tuple[AsyncWebClient, ClientSession]]:
        app = web.Application(client_max_size=0)
        app.router.add_route("*", "/api/files.getUploadURLExternal", self.offer)
        app.router.add_post("/api/files.completeUploadExternal", self.share)
        app.router.add_post("/upload", self.take)
        async with TestServer(app) as server, ClientSession() as session:
            yield AsyncWebClient("xoxb", base_url=f"{server.make_url('/api')}/", session=session), session


async def test_a_large_file_is_never_held_whole() -> None:
    taker, spool = Taker(), Spool(bytes(MEGABYTE) for _ in range(20))
    async with taker.serving() as (client, session):
        tracemalloc.start()
        shared = await upload(client, session, [Attachment("all.csv", spool)], "C1")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert taker.announced == taker.taken == [20 * MEGABYTE]
    assert (taker.shared, shared) == (["C1"], [{"permalink": "https://example.org/F1"}])
    assert peak < 5 * MEGABYTE


async def test_a_connection_that_breaks_is_tried_again_from_the_start() -> None:
    taker = Taker(breaks=2)
    async with taker.serving() as (client, session):
        await upload(client, session, [Attachment("a.txt", b"a text")], "C1")
    assert taker.taken[-1] == 6
    assert taker.shared == ["C1"]


async def test_what_slack_refuses_is_shared_nowhere() -> None:
    taker = Taker(status=500)
    async with taker.serving() as (client, session):
        with pytest.raises(SlackRequestError, match="500"):
            await upload(client, session, [Attachment("a.txt", b"a text")], "C1")
    assert taker.shared == []
