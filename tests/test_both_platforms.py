"""One process on both platforms: neither waits for the other, and a stop loses nothing."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession

from bot.on_slack.serve import PATH
from tests.bench.slack_load import usher_on as usher_on_slack
from tests.bot.on_discord.wire import Wire, open_wire
from tests.bot.on_discord.wire import usher_on as usher_on_discord
from tests.bot.on_slack.conftest import free_port
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.fake.server import FakeSlack, open_slack
from tests.process import run_usher

PROMPT = 40.0  # seconds that a busy machine may take


@dataclass
class World:
    """A Discord, a Slack with somebody on it, and the variables that lead Usher to both."""

    discord: Wire
    slack: FakeSlack
    ada: Person
    settings: dict[str, str]

    async def ask_on_slack(self) -> str:
        """What Ada is told, once Slack reaches Usher."""
        async with asyncio.timeout(PROMPT):
            while True:
                with suppress(ClientConnectionError):
                    await self.ada.types("/deadline")
                    break
                await asyncio.sleep(0.05)
            while not self.ada.sees():  # noqa: ASYNC110 - another process answers
                await asyncio.sleep(0.05)
        return self.ada.sees()[0].said

    async def ask_on_discord(self) -> str:
        await self.discord.until(lambda: self.discord.identified, seconds=PROMPT)
        return str(await self.discord.answered(self.discord.slash("deadline", "show")))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    port = free_port()
    async with open_wire() as discord, open_slack() as slack, ClientSession() as session:
        ada = Person(slack, session, "http", f"http://127.0.0.1:{port}{PATH}")
        settings = usher_on_slack(slack, port, tmp_path) | usher_on_discord(discord, tmp_path)
        yield World(discord, slack, ada, settings)


async def stopped(process: Process) -> str:
    """What was complained of, after a stop that is no failure."""
    process.send_signal(signal.SIGTERM)
    _, complaints = await asyncio.wait_for(process.communicate(), PROMPT)
    assert process.returncode == 0
    return complaints.decode()


async def complains(process: Process, of: str) -> None:
    """Return once it does; a line that never comes fails the test."""
    assert process.stderr is not None
    async with asyncio.timeout(PROMPT):
        while of not in (await process.stderr.readline()).decode():
            assert process.returncode is None


async def test_one_process_serves_both_and_stops_when_told(world: World) -> None:
    async with run_usher(world.settings) as process:
        assert "Paper submission" in await world.ask_on_slack()
        assert "Paper submission" in await world.ask_on_discord()
        complaints = await stopped(process)
    assert complaints == "Usher runs on Discord and Slack. Ctrl+C stops it.\n"


async def test_a_refused_token_on_one_leaves_the_other_at_work_and_is_said(world: World) -> None:
    wrong = {**world.settings, "USHER_DISCORD__TOKEN": "MTIz.wrong.token"}
    async with run_usher(wrong) as process:
        assert "Paper submission" in await world.ask_on_slack()
        complaints = await stopped(process)
    assert "Discord is down: Discord refuses the token." in complaints
    assert "wrong.token" not in complaints


async def test_a_platform_that_is_not_there_leaves_the_other_at_work(world: World) -> None:
    nowhere = {**world.settings, "USHER_SLACK__API_URL": f"http://127.0.0.1:{free_port()}/api/"}
    async with run_usher(nowhere) as process:
        assert "Paper submission" in await world.ask_on_discord()
        await complains(process, "Slack is down: Slack can't be reached")
        await stopped(process)
