"""What the call does not say, from the asker to the organisers and back, on the playground."""

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestServer

from bot.app import App
from bot.clock import ShiftedClock
from bot.delivery.serve import delivering
from bot.delivery.web import WebSender
from bot.on_web.keys import PLAYGROUND
from bot.on_web.server import create_web
from bot.settings.load import example, load_settings
from commands.delivery.destination import Destination
from commands.services import Services
from tests.bot.on_web.conftest import dispatcher_of
from tests.bot.on_web.visitor import View, Visitor

SILENT = "Is there a poster session?"
OLD, NEW = "Yes, on both days.", "Only on the second day."


@asynccontextmanager
async def playing(services: Services, clock: ShiftedClock) -> AsyncIterator[Visitor]:
    """A playground that delivers, from start to stop."""
    organisers = (Destination("web", "organisers"),)
    told = replace(services, destinations={"organisers": organisers, **services.destinations})
    dispatcher = dispatcher_of(told, clock)
    site = create_web(dispatcher, services.store, clock)
    app = App(dispatcher, services.store, load_settings(example()))
    server = TestServer(site)
    async with server, ClientSession(cookie_jar=DummyCookieJar()) as session:
        sender = WebSender(site[PLAYGROUND])
        await sender.restore(services.store)
        async with delivering(app, {"web": sender}):
            page = await Visitor(session, server, "").get("/")
            token = re.search(r'name="usher-token" content="([^"]+)"', page.text)
            assert token
            yield Visitor(session, server, token[1])


async def press(person: Visitor, card: Mapping[str, Any], label: str, **typed: str) -> None:
    """The button, with what is typed into its dialog."""
    rows = (block["buttons"] for block in card["blocks"] if block["type"] == "buttons")
    (code,) = (each["code"] for row in rows for each in row if each["label"] == label)
    name, _, query = code.partition("?")
    await person.call(name, {**dict(parse_qsl(query)), **typed})


async def next_with(view: View, words: str) -> dict[str, Any]:
    """The next card that holds these words."""
    while words not in json.dumps(card := await view.card(), ensure_ascii=False):
        pass
    return card


async def test_the_loop_from_silence_to_knowledge_to_correction(
    services: Services, clock: ShiftedClock
) -> None:
    async with playing(services, clock) as author:
        organiser = author.playing("organiser")
        async with author.looking() as asking, organiser.looking() as deciding:
            await author.call("ask", {"question": SILENT})
            await press(
                author, await next_with(asking, "does not say"), "Ask the organisers", question=SILENT
            )
            card = await next_with(deciding, SILENT)
            assert card["channel"] == "organisers"
            await press(organiser, card, "Answer", text=OLD)
            told = await next_with(asking, "answered your question")
            assert (told["only"], OLD in str(told)) == ("author", True)
    async with playing(services, clock) as author:
        volunteer, organiser = author.playing("volunteer"), author.playing("organiser")
        async with volunteer.looking() as asking:
            await volunteer.call("ask", {"question": "will there be a poster session"})
            assert OLD in str(await next_with(asking, "The organisers say"))
            await organiser.call("questions answer", {"number": "1", "text": NEW})
            told = await next_with(asking, "corrected an answer")
            assert {"type": "struck", "text": OLD} in [
                span for block in told["blocks"] for span in block.get("said", ())
            ]
