"""What the web application carries for its requests."""

from aiohttp import web

from bot.on_web.calling import Calls
from bot.on_web.playground import Playground

PLAYGROUND = web.AppKey("playground", Playground)
CALLS = web.AppKey("calls", Calls)
