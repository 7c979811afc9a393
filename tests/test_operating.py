"""A whole process, as whoever operates it sees it: ready, its figures, its log."""

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectionError, ClientSession

from tests.bot.on_discord.wire import TOKEN, Wire, open_wire, usher_on
from tests.bot.on_slack.conftest import free_port
from tests.process import run_usher

PROMPT = 60.0  # seconds that a busy machine may take


async def until_ready(address: str) -> dict[str, Any]:
    """What was first said after the gateway is connected; before, it is not ready."""
    async with asyncio.timeout(PROMPT), ClientSession() as session:
        while True:
            try:
                answer = await session.get(f"{address}/readyz")
            except ClientConnectionError:
                await asyncio.sleep(0.05)
                continue
            told: dict[str, Any] = await answer.json()
            connected = told["platforms"].get("Discord", {}).get("state") == "running"
            assert connected == (answer.status == 200)
            if connected:
                return told


async def figures(address: str) -> list[str]:
    async with ClientSession() as session:
        return (await (await session.get(f"{address}/metrics")).text()).splitlines()


async def asked(wire: Wire) -> None:
    await wire.answered(wire.slash("ask", question="where are my private words?"))


async def test_an_operator_sees_when_it_is_ready_what_it_does_and_no_persons_words(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with open_wire() as wire:
        settings = usher_on(wire, tmp_path) | {"USHER_HEALTH__PORT": str(port), "USHER_LOG__LEVEL": "info"}
        async with run_usher(settings) as process:
            assert (await until_ready(address))["store"] == "running"
            await asked(wire)
            told = await figures(address)
            process.terminate()
            _, said = await asyncio.wait_for(process.communicate(), PROMPT)
    assert 'usher_platform_state{platform="Discord",state="running"} 1.0' in told
    assert 'usher_commands_total{command="ask",outcome="done",platform="discord"} 1.0' in told
    assert 'usher_acknowledgement_seconds_count{platform="discord"} 1.0' in told
    lines = [json.loads(line) for line in said.decode().splitlines() if line.startswith("{")]
    (about_the_call,) = [line for line in lines if line["event"].startswith("ask: done on discord")]
    assert len(about_the_call["request"]) == 8
    assert TOKEN not in said.decode()
    assert "private" not in said.decode()


async def test_a_second_process_on_one_sqlite_file_is_refused_in_words(tmp_path: Path) -> None:
    port = free_port()
    async with open_wire() as wire:
        settings = usher_on(wire, tmp_path)
        async with run_usher(settings | {"USHER_HEALTH__PORT": str(port)}):
            await until_ready(f"http://127.0.0.1:{port}")
            async with run_usher(settings) as second:
                _, said = await asyncio.wait_for(second.communicate(), PROMPT)
    assert second.returncode == 1
    assert b"another `usher run` serves from" in said


async def test_a_port_that_is_taken_ends_it_before_it_says_that_it_runs(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        health = {"USHER_HEALTH__PORT": str(taken.getsockname()[1])}
        async with open_wire() as wire, run_usher(usher_on(wire, tmp_path) | health) as process:
            _, said = await asyncio.wait_for(process.communicate(), PROMPT)
    assert b"Set another health.port" in said
    assert b"Usher runs on" not in said
