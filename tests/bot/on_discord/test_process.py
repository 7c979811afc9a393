"""Usher as its own process on a Discord that it only knows by its addresses."""

import asyncio
import json
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import suppress
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


SETTINGS = """
[event]
name = "A workshop"
call = "call.md"
"""
A_TRACK = """
[[event.tracks]]
key = "short"
title = "Short papers"
pages = 5
set_by = "the organisers"
"""


def has_the_track(wire: Wire) -> bool:
    """Whether Discord offers it beside a paper."""
    return '"value": "short"' in json.dumps(wire.backend.find_command("checkpdf", wire.guild.id))


async def somebody_reads(pipe: Path) -> int:
    """The end to write into, once somebody waits at the other."""
    async with asyncio.timeout(60):
        while True:
            with suppress(OSError):
                return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            await asyncio.sleep(0.01)


async def test_a_hang_up_while_usher_starts_is_heeded_once_it_runs_and_discord_shows_the_new_choices(
    wire: Wire, tmp_path: Path
) -> None:
    (tmp_path / "call.md").write_text("Papers have a limit.")
    settings = tmp_path / "config.toml"
    os.mkfifo(settings)
    async with run_usher(usher_on(wire, tmp_path), "--config", str(settings)) as process:
        end = await somebody_reads(settings)
        process.send_signal(signal.SIGHUP)
        settings.unlink()
        settings.write_text(SETTINGS + A_TRACK)
        os.write(end, SETTINGS.encode())
        os.close(end)
        await wire.until(lambda: has_the_track(wire), seconds=60)
