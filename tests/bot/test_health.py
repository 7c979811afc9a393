"""Whoever watches the process is told how each platform is."""

import socket
from collections.abc import Mapping

import pytest
from aiohttp import ClientConnectionError, ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.health import create_health, open_health
from bot.settings.model import HealthSettings
from bot.supervisor import Health
from commands.core.errors import UserError
from tests.doubles import SUMMER

RUNNING = Health("running", SUMMER)
DOWN = Health("down", SUMMER, "Discord refuses the token.")


@pytest.mark.parametrize(
    ("health", "status"),
    [({"Slack": RUNNING, "Discord": DOWN}, 200), ({"Slack": RUNNING}, 200), ({"Discord": DOWN}, 503)],
)
async def test_one_platform_that_runs_is_enough_to_be_well(health: Mapping[str, Health], status: int) -> None:
    async with TestClient(TestServer(create_health(health))) as client:
        assert (await client.get("/healthz")).status == status


async def test_a_platform_that_is_down_says_why_and_since_when() -> None:
    async with TestClient(TestServer(create_health({"Discord": DOWN}))) as client:
        assert await (await client.get("/healthz")).json() == {
            "Discord": {
                "state": "down",
                "since": "2025-08-01T12:00:00+00:00",
                "reason": "Discord refuses the token.",
            }
        }


async def test_without_a_port_nothing_listens_and_nothing_fails() -> None:
    async with open_health(HealthSettings(), {"Slack": RUNNING}), ClientSession() as session:
        with pytest.raises(ClientConnectionError):
            await session.get("http://127.0.0.1:1/healthz")


async def test_a_port_that_is_taken_is_said_with_the_setting_to_change() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = HealthSettings(port=taken.getsockname()[1])
        with pytest.raises(UserError, match=r"can't be opened: .* Set another health\.port\."):
            async with open_health(settings, {}):
                pass
