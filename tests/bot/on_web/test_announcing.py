"""An announcement on the playground goes from its dialog into the channel, changes there, and goes again."""

from dataclasses import replace

import pytest

from bot.clock import ShiftedClock
from commands.delivery.destination import channel
from commands.services import Services
from tests.bot.on_web.test_questions import playing
from tests.bot.on_web.visitor import Visitor
from tests.commands.announce.desk import able_to_announce

ANNOUNCEMENTS = {"everyone": (channel("web:announcements"),)}


@pytest.fixture
def services(services: Services) -> Services:
    return replace(able_to_announce(services), destinations=ANNOUNCEMENTS)


def headings(card: dict[str, object]) -> list[str]:
    blocks = card["blocks"]
    assert isinstance(blocks, list)
    return [block["text"] for block in blocks if block["type"] == "heading"]


async def test_it_is_written_confirmed_changed_and_retracted(services: Services, clock: ShiftedClock) -> None:
    async with playing(services, clock) as visitor:
        organiser = visitor.playing("organiser")
        async with organiser.looking() as mine, visitor.looking() as authors:
            written = {"title": "Hello", "text": "We are **open**.", "to": ["everyone"]}
            await organiser.call("announce new", written, channel="organisers")
            card = await mine.card()
            assert headings(card) == ["Announcement 1: nothing is sent yet"]
            assert isinstance(card["blocks"], list)
            shown = card["blocks"][0]
            assert (shown["platform"], shown["title"]) == ("web", "In the playground: 1 message")
            assert headings(shown["copies"][0]) == ["Hello"]
            await organiser.call(code="announce confirm?number=1&revision=1", channel="organisers")
            posted = await authors.card()
            assert (posted["channel"], headings(posted)) == ("announcements", ["Hello"])
            told = await organiser.post("/api/form", name="announce edit", options={"number": "1"})
            assert (told.json["title"], told.json["to"]) == ("Hello", ["everyone"])
            change = {**told.json, "title": "Hello again"}
            await organiser.call("announce edit", change, channel="organisers")
            await organiser.call(code="announce confirm?number=1&revision=2", channel="organisers")
            changed = await authors.card()
            assert (changed["id"], headings(changed)) == (posted["id"], ["Hello again"])
            await organiser.call(code="announce retract?number=1&sure=yes", channel="organisers")
            assert (await authors.until("gone"))["id"] == posted["id"]


async def test_an_author_gets_nowhere(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        for code in ("announce confirm?number=1&revision=1", "announce list", "announce retract?number=1"):
            told = await visitor.call(code=code)
            assert told.json["outcome"] == "refused"
            assert "is for organisers only" in headings(await view.card())[0]
    assert (await visitor.post("/api/form", name="announce edit", options={"number": "1"})).json == {}
