"""The page's requests: each is checked for the person who asks, then handed on."""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.on_web.keys import CALLS, PLAYGROUND
from bot.on_web.live import live
from bot.on_web.people import CHANNELS
from bot.on_web.receive import call_of, channel_for, fields_of, options_of, person_of
from bot.on_web.season import season
from bot.on_web.shelf import Kept
from commands.core.errors import UserError
from commands.core.person import Caller, Person, Place
from commands.core.spool import reader
from commands.core.upload import Upload

STATIC = Path(__file__).parent / "static"
PAGE = (STATIC / "index.html").read_text(encoding="utf-8")
TEXT_MOST = 2000  # characters of a message in a channel
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
YEARS = range(1971, 2200)  # what the clock can show, whatever zone it is read in


async def page(request: web.Request) -> web.Response:
    token = request.app[PLAYGROUND].token
    return web.Response(text=PAGE.replace("{token}", token), content_type="text/html")


async def say(request: web.Request) -> web.Response:
    person, fields = person_of(request), await fields_of(request)
    channel, text = channel_for(person, fields.get("channel")), str(fields.get("text", "")).strip()
    if not text:
        raise web.HTTPBadRequest(text="There is nothing to send.")
    if len(text) > TEXT_MOST:
        raise web.HTTPBadRequest(text=f"That is {len(text):,} characters; a message holds {TEXT_MOST:,}.")
    request.app[PLAYGROUND].say(person, channel.name, text)
    return web.json_response({})


async def call(request: web.Request) -> web.Response:
    asked = await call_of(request)
    return web.json_response(await request.app[CALLS].run(asked))


async def cancel(request: web.Request) -> web.Response:
    person, fields = person_of(request), await fields_of(request)
    return web.json_response({"cancelled": request.app[CALLS].cancel(person.id, str(fields.get("key", "")))})


async def suggest(request: web.Request) -> web.Response:
    person, fields = person_of(request), await fields_of(request)
    name, option, typed = (str(fields.get(key, "")) for key in ("name", "option", "typed"))
    caller = Caller(person, Place("web", channel_for(person, fields.get("channel")).name))
    found = await request.app[PLAYGROUND].dispatcher.suggest(name, option, typed, caller)
    return web.json_response([{"value": choice.value, "label": choice.label} for choice in found])


async def form(request: web.Request) -> web.Response:
    person, fields = person_of(request), await fields_of(request)
    caller = Caller(person, Place("web", channel_for(person, fields.get("channel")).name))
    name, given = str(fields.get("name", "")), options_of(fields.get("options"))
    try:
        filled = await request.app[PLAYGROUND].dispatcher.prefilled(name, caller, given)
    except UserError as error:
        raise web.HTTPBadRequest(text=str(error)) from None
    return web.json_response({name: raw for name, raw in filled.items() if not isinstance(raw, Upload)})


async def dismiss(request: web.Request) -> web.Response:
    person, fields = person_of(request), await fields_of(request)
    room, number = request.app[PLAYGROUND].room, fields.get("id")
    message = room.get(number) if isinstance(number, int) else None
    if message is not None and message.only != person.id:
        raise web.HTTPForbidden(text="Only what you alone can see can be dismissed.")
    if message is not None:
        room.remove(message.id)
    return web.json_response({})


async def set_clock(request: web.Request) -> web.Response:
    person_of(request)
    at = (await fields_of(request)).get("at")
    request.app[PLAYGROUND].set_time(None if at is None else _time(str(at)))
    return web.json_response({})


def _time(said: str) -> datetime:
    try:
        at = datetime.fromisoformat(said)
        if at.tzinfo and at.year in YEARS:
            return at.astimezone(UTC)
    except ValueError:
        pass
    raise web.HTTPBadRequest(text="That is not a day the clock can show.")


async def fetch(request: web.Request) -> web.Response:
    person = person_of(request)
    item = request.app[PLAYGROUND].shelf.get(request.match_info["key"])
    if item is None or not _may_fetch(person, item):
        raise web.HTTPNotFound(text="This file is no longer here. Run the command again.")
    media_type = item.media_type if MEDIA_TYPE.fullmatch(item.media_type) else "application/octet-stream"
    how = "inline" if media_type == "image/png" else "attachment"
    named = f"{how}; filename*=UTF-8''{quote(item.name, safe='')}"
    return web.Response(
        body=reader(item.content), headers={"Content-Type": media_type, "Content-Disposition": named}
    )


def _may_fetch(person: Person, item: Kept) -> bool:
    return CHANNELS[item.channel].open_to(person) and item.owner in (None, person.id)


def routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/", page),
        web.get("/live", live),
        web.get("/files/{key}/{name}", fetch),
        web.static("/static", STATIC),
        web.post("/api/say", say),
        web.post("/api/call", call),
        web.post("/api/cancel", cancel),
        web.post("/api/suggest", suggest),
        web.post("/api/form", form),
        web.post("/api/dismiss", dismiss),
        web.post("/api/clock", set_clock),
        web.post("/api/season", season),
    ]
