"""The server takes a free port and leaves nothing behind."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiohttp import ClientConnectionError, ClientSession

from bot.app import App
from bot.clock import ShiftedClock
from bot.on_web.server import open_playground
from bot.settings.load import example, load_settings
from commands.core.errors import UserError
from commands.services import Services
from tests.bot.on_web.conftest import dispatcher_of


@contextmanager
def taken(count: int = 1) -> Iterator[int]:
    """The first of so many ports in a row that something else holds."""
    for start in range(20_000, 60_000, 50):
        sockets = [socket.socket() for _ in range(count)]
        try:
            for offset, held in enumerate(sockets):
                held.bind(("127.0.0.1", start + offset))
                held.listen()
        except OSError:
            continue
        else:
            yield start
            return
        finally:
            for held in sockets:
                held.close()
    raise AssertionError("no free ports on this machine")


@pytest.fixture
def app(services: Services, clock: ShiftedClock) -> App:
    return App(dispatcher_of(services, clock), services.store, load_settings(example()))


async def test_a_busy_port_gives_way_to_the_next_and_the_address_tells_it(
    app: App, clock: ShiftedClock
) -> None:
    with taken(2) as port:
        async with open_playground(app, clock, port) as address:
            assert address == f"http://127.0.0.1:{port + 2}/"
            async with ClientSession() as session, session.get(address) as response:
                assert response.status == 200


async def test_twenty_busy_ports_are_told_in_words(app: App, clock: ShiftedClock) -> None:
    with taken(20) as port, pytest.raises(UserError, match=f"Ports {port} to {port + 19} are all in use"):
        async with open_playground(app, clock, port):
            pass


async def test_the_server_listens_on_the_loopback_alone(app: App, clock: ShiftedClock) -> None:
    async with open_playground(app, clock, 0) as address:
        port = int(address.rsplit(":", 1)[1].strip("/"))
        with socket.socket() as elsewhere:
            elsewhere.settimeout(1)
            assert elsewhere.connect_ex(("127.0.0.2", port)) != 0


async def test_closing_ends_the_open_pages_and_frees_the_port(app: App, clock: ShiftedClock) -> None:
    async with ClientSession() as session:
        async with open_playground(app, clock, 0) as address:
            origin = address.rstrip("/")
            page = await session.ws_connect(f"{origin}/live?as=author", headers={"Origin": origin})
            await page.receive_json(timeout=5)
        assert (await page.receive(timeout=5)).data == 1001
        with pytest.raises(ClientConnectionError):
            await session.get(address)
