"""Whoever watches the process is told whether it lives, whether it is ready, and its figures."""

import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientConnectionError, ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App
from bot.health import create_health, open_health
from bot.settings.load import HOME, example, load_settings
from bot.settings.model import HealthSettings
from bot.supervisor import Health
from commands.catalogue import COMMANDS
from commands.core.dispatch import Dispatcher
from commands.core.errors import UserError
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from storage import outbox
from storage.errors import StoreError
from storage.store import Connections, Store, Transaction
from tests.doubles import SUMMER, FixedClock, Records

RUNNING = Health("running", SUMMER)
CONNECTING = Health("connecting", SUMMER)
DOWN = Health("down", SUMMER, "Discord refuses the token.")


@pytest.fixture
def app(services: Services) -> App:
    dispatcher = Dispatcher(COMMANDS, Live(services), FixedClock(), RateLimit(30, 60), Records())
    return App(dispatcher, services.store, load_settings(example()))


class Gone(Store):
    """A database that is not there."""

    def __init__(self) -> None:
        """Without an engine."""

    async def ping(self) -> None:
        raise StoreError("nobody answers")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        raise StoreError("nobody answers")
        yield

    @property
    def connections(self) -> Connections:
        return Connections(0, 0)


async def status(app: App, path: str, health: Mapping[str, Health]) -> int:
    async with TestClient(TestServer(create_health(app, health))) as client:
        return (await client.get(path)).status


@pytest.mark.parametrize(
    ("health", "expected"),
    [
        ({"Slack": RUNNING, "Discord": RUNNING}, 200),
        ({"Slack": RUNNING, "Discord": CONNECTING}, 503),
        ({"Slack": RUNNING, "Discord": DOWN}, 503),
        ({}, 503),
    ],
)
async def test_it_is_ready_when_every_platform_is_connected(
    app: App, health: Mapping[str, Health], expected: int
) -> None:
    assert await status(app, "/readyz", health) == expected


async def test_without_its_store_it_is_not_ready_but_lives(app: App) -> None:
    broken = replace(app, store=Gone())
    assert await status(broken, "/readyz", {"Slack": RUNNING}) == 503
    assert await status(broken, "/healthz", {"Slack": RUNNING}) == 200


async def test_a_platform_that_is_down_says_why_and_since_when(app: App) -> None:
    async with TestClient(TestServer(create_health(app, {"Discord": DOWN}))) as client:
        assert await (await client.get("/readyz")).json() == {
            "store": "running",
            "platforms": {
                "Discord": {
                    "state": "down",
                    "since": "2025-08-01T12:00:00+00:00",
                    "reason": "Discord refuses the token.",
                }
            },
        }


async def test_the_figures_tell_of_store_and_platforms(app: App) -> None:
    async with TestClient(TestServer(create_health(app, {"Discord": CONNECTING}))) as client:
        answer = await client.get("/metrics")
        assert answer.content_type == "text/plain"
        told = (await answer.text()).splitlines()
    assert "usher_store_up 1.0" in told
    assert 'usher_store_connections{state="busy"} 0.0' in told
    assert 'usher_platform_state{platform="Discord",state="connecting"} 1.0' in told
    assert 'usher_platform_state{platform="Discord",state="running"} 0.0' in told


async def test_the_readme_explains_each_figure_and_no_other(app: App) -> None:
    async with TestClient(TestServer(create_health(app, {"Discord": RUNNING}))) as client:
        told = await (await client.get("/metrics")).text()
    explained = re.findall(r"^\| `(usher_\w+)` \|", (HOME / "README.md").read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(set(re.findall(r"^# HELP (usher_\w+)", told, re.MULTILINE)))


async def test_the_figures_tell_what_waits_to_be_delivered_and_for_how_long(app: App) -> None:
    async with app.store.begin() as transaction:
        new, earlier = outbox.NewMessage("notice", "{}"), SUMMER - timedelta(minutes=5)
        targets = [outbox.Target("slack", "channel", name) for name in ("C1", "C2")]
        await outbox.add(transaction, new, targets, at=earlier, due=earlier)
    async with TestClient(TestServer(create_health(app, {"Slack": RUNNING}))) as client:
        told = (await (await client.get("/metrics")).text()).splitlines()
    assert 'usher_deliveries{state="planned"} 2.0' in told
    assert "usher_outbox_oldest_seconds 300.0" in told


async def test_a_store_that_is_gone_leaves_the_other_figures(app: App) -> None:
    broken = replace(app, store=Gone())
    async with TestClient(TestServer(create_health(broken, {"Slack": RUNNING}))) as client:
        told = (await (await client.get("/metrics")).text()).splitlines()
    assert "usher_store_up 0.0" in told
    assert 'usher_platform_state{platform="Slack",state="running"} 1.0' in told


async def test_while_it_is_open_the_event_loop_is_watched(app: App, unused_tcp_port: int) -> None:
    settings = HealthSettings(port=unused_tcp_port)
    async with open_health(settings, app, {"Slack": RUNNING}), ClientSession() as session:
        answer = await session.get(f"http://127.0.0.1:{unused_tcp_port}/metrics")
        assert "usher_event_loop_delay_seconds_count" in await answer.text()


async def test_without_a_port_nothing_listens_and_nothing_fails(app: App) -> None:
    async with open_health(HealthSettings(), app, {"Slack": RUNNING}), ClientSession() as session:
        with pytest.raises(ClientConnectionError):
            await session.get("http://127.0.0.1:1/healthz")


async def test_a_port_that_is_taken_is_said_with_the_setting_to_change(app: App) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = HealthSettings(port=taken.getsockname()[1])
        with pytest.raises(UserError, match=r"can't be opened: .* Set another health\.port\."):
            async with open_health(settings, app, {}):
                pass
