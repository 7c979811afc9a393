"""The line to each open page: its state first, then every event as it happens."""

import asyncio

from aiohttp import WSCloseCode, web

from bot.on_web.keys import PLAYGROUND
from bot.on_web.receive import person_of
from bot.on_web.room import Tab

HEARTBEAT = 20.0  # seconds after which a page that went silent is given up
SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])


async def live(request: web.Request) -> web.WebSocketResponse:
    person, playground = person_of(request), request.app[PLAYGROUND]
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=1024)
    await socket.prepare(request)
    request.app[SOCKETS].add(socket)
    with playground.room.looking(person) as tab:
        tab.tell(playground.state(person))
        sending = asyncio.create_task(_send(tab, socket))
        try:
            async for _message in socket:
                pass  # pages post; what they say here is ignored
        finally:
            sending.cancel()
            request.app[SOCKETS].discard(socket)
    return socket


async def _send(tab: Tab, socket: web.WebSocketResponse) -> None:
    """A page that lags too far behind is closed; it comes back and gets the state."""
    try:
        while not tab.lagged.is_set():
            await socket.send_str(await tab.events.get())
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
    except ConnectionError:
        await socket.close()


async def close_all(app: web.Application) -> None:
    for socket in app[SOCKETS].copy():
        await socket.close(code=WSCloseCode.GOING_AWAY)
