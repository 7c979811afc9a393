"""200 calls on the playground's page at once, 20 with papers: how long until each is answered."""

import asyncio
import io
import json
import re
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectionError, ClientSession, FormData, TCPConnector

from tests.bench.table import Load, Row
from tests.bot.on_slack.conftest import free_port
from tests.papers.typeset import paper
from tests.process import run_usher

CALLS, EVERY = 200, 10  # each tenth hands in a paper
SAID: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("deadline", {}),
    ("ask", {"question": "how long may a short paper be?"}),
    ("help", {}),
)
TOKEN = re.compile(r'name="usher-token" content="([^"]+)"')


@asynccontextmanager
async def page(folder: Path, session: ClientSession) -> AsyncIterator[tuple[str, Mapping[str, str]]]:
    """The page's address, and what it sends with each request."""
    port = free_port()
    settings = {
        "USHER_STORE__URL": f"sqlite:///{folder / 'usher.db'}",
        "USHER_PLAYGROUND__PORT": str(port),
        "USHER_LIMITS__BURST": str(10 * CALLS),
    }
    address = f"http://127.0.0.1:{port}"
    async with run_usher(settings):
        while True:
            with suppress(ClientConnectionError):
                async with session.get(address) as response:
                    token = TOKEN.search(await response.text())
                break
            await asyncio.sleep(0.05)
        assert token
        yield address, {"Origin": address, "X-Usher-Token": token[1], "X-Usher-Person": "author"}


async def measure() -> Load:
    content = paper().fill_to(9, 40).references(20).pdf()
    with tempfile.TemporaryDirectory() as folder:
        async with (
            ClientSession(connector=TCPConnector(limit=0)) as session,
            page(Path(folder), session) as (address, headers),
        ):

            async def call(number: int) -> float:
                is_paper = number % EVERY == 0
                name, options = ("checkpdf", {}) if is_paper else SAID[number % len(SAID)]
                form = FormData(default_to_multipart=True)
                asked = {"channel": "general", "name": name, "options": options, "key": str(number)}
                form.add_field("call", json.dumps(asked))
                if is_paper:
                    form.add_field("file:file", io.BytesIO(content), filename="paper.pdf")
                began = time.perf_counter()
                async with session.post(f"{address}/api/call", data=form, headers=headers) as response:
                    assert (await response.json())["outcome"] == "done"
                return time.perf_counter() - began

            await call(1)  # which waits until all is learned
            began = time.perf_counter()
            waits = await asyncio.gather(*(call(number) for number in range(CALLS)))
            seconds = time.perf_counter() - began
    heard = [wait for number, wait in enumerate(waits) if number % EVERY]
    return Load("The page", heard, seconds, len(waits), CALLS, CALLS // EVERY, heard="answered")


async def bench() -> list[Row]:
    return (await measure()).rows()
