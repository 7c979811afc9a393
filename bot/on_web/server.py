"""The playground's server: on this machine's loopback only."""

import errno
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.app import App
from bot.clock import ShiftedClock
from bot.delivery.serve import delivering
from bot.delivery.web import WebSender
from bot.on_web.calling import Calls
from bot.on_web.guard import TOKEN, add_headers, guard
from bot.on_web.journal import from_store
from bot.on_web.keys import CALLS, PLAYGROUND
from bot.on_web.live import SOCKETS, close_all
from bot.on_web.playground import Playground
from bot.on_web.routes import routes
from commands.core.dispatch import Dispatcher
from commands.core.errors import UserError
from storage import calls
from storage.errors import StoreError
from storage.store import Store

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PORTS_TRIED = 20
EARLIER = 50  # calls of former runs that the log panel begins with
GRACE = 5.0  # seconds that requests have to end when the server closes


@asynccontextmanager
async def open_playground(app: App, clock: ShiftedClock, port: int) -> AsyncIterator[str]:
    """Answer on `port` or the next free one (0: any), and deliver, until the block is left."""
    site = create_web(app.dispatcher, app.store, clock)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        address = f"http://{HOST}:{await _bind(runner, port)}/"
        sender = WebSender(site[PLAYGROUND])
        await sender.restore(app.store)
        async with delivering(app, {"web": sender}):
            yield address
    finally:
        await runner.cleanup()


def create_web(dispatcher: Dispatcher, store: Store, clock: ShiftedClock) -> web.Application:
    """The playground as a web application; `clock` must be the dispatcher's."""
    app = web.Application(middlewares=[guard])
    playground = Playground(dispatcher, clock)
    app[PLAYGROUND], app[CALLS], app[TOKEN] = playground, Calls(playground), playground.token
    app[SOCKETS] = set()
    app.add_routes(routes())
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(close_all)

    async def read_earlier(_app: web.Application) -> None:
        playground.journal.entries.extend(from_store(record) for record in await _earlier(store))

    app.on_startup.append(read_earlier)
    return app


async def _earlier(store: Store) -> tuple[calls.CallRecord, ...]:
    """The panel is a comfort: a store that is not there must not keep the page from opening."""
    try:
        async with store.begin() as transaction:
            return await calls.latest(transaction, EARLIER)
    except StoreError:
        log.exception("earlier calls could not be read")
        return ()


async def _bind(runner: web.AppRunner, port: int) -> int:
    last = min(port + PORTS_TRIED, 65536) - 1
    for candidate in range(port, last + 1):
        site = web.TCPSite(runner, HOST, candidate)
        try:
            await site.start()
        except OSError as error:
            await site.stop()
            if error.errno != errno.EADDRINUSE:
                raise UserError(
                    f"Port {candidate} can't be opened: {error.strerror}. Choose another."
                ) from error
        else:
            return int(runner.addresses[0][1])
    raise UserError(f"Ports {port} to {last} are all in use. Choose another.")
