"""Usher as its own process on a Discord that it only knows by its addresses."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.on_discord.wire import Wire, open_wire, usher_on
from tests.papers.typeset import paper
from tests.process import run_usher


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with open_wire() as opened:
        yield opened


@pytest.fixture
async def usher(wire: Wire, tmp_path: Path) -> AsyncIterator[Process]:
    async with run_usher(usher_on(wire, tmp_path)) as process:
        yield process


async def test_a_stop_ends_what_was_acknowledged_and_is_no_failure(wire: Wire, usher: Process) -> None:
    data = paper().fill_to(4, 2).references(4).pdf()
    handed = wire.host("paper.pdf", data)
    await wire.until(lambda: wire.identified, seconds=30)
    call = wire.slash("checkpdf", resolved=handed, file="77")
    await wire.until(lambda: call.responded)
    usher.send_signal(signal.SIGTERM)
    _, complaints = await asyncio.wait_for(usher.communicate(), 20)
    message = await wire.answered(call)
    assert "page 4" in str(message["embeds"])
    assert usher.returncode == 0
    assert complaints.decode() == "Usher runs on Discord. Ctrl+C stops it.\n"
