"""Usher as its own process on a Discord that it only knows by its addresses."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.on_discord.wire import TOKEN, Wire, open_wire
from tests.papers.typeset import paper


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with open_wire() as opened:
        yield opened


@pytest.fixture
async def usher(wire: Wire, tmp_path: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    settings = {
        "USHER_DISCORD__TOKEN": TOKEN,
        "USHER_DISCORD__API_URL": f"{wire.url}/api/v10",
        "USHER_DISCORD__GATEWAY_URL": f"{wire.url.replace('http', 'ws')}/gateway",
        "USHER_STORE__URL": f"sqlite:///{tmp_path}/usher.db",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def test_a_stop_ends_what_was_acknowledged_and_is_no_failure(
    wire: Wire, usher: asyncio.subprocess.Process
) -> None:
    data = paper().fill_to(4, 2).references(4).pdf()
    wire.hosted["paper.pdf"] = data
    url = f"{wire.url}/files/paper.pdf"
    described = {"id": "77", "filename": "paper.pdf", "size": len(data), "url": url, "proxy_url": url}
    await wire.until(lambda: wire.identified, seconds=30)
    call = wire.slash("checkpdf", resolved={"attachments": {"77": described}}, file="77")
    await wire.until(lambda: call.responded)
    usher.send_signal(signal.SIGTERM)
    _, complaints = await asyncio.wait_for(usher.communicate(), 20)
    message = await wire.answered(call)
    assert "page 4" in str(message["embeds"])
    assert usher.returncode == 0
    assert complaints.decode() == "Usher runs on Discord. Ctrl+C stops it.\n"
