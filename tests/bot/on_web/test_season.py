"""The rehearsal's plan as the page gets it."""

from dataclasses import replace

import pytest

from bot.on_web.playground import Playground
from commands.deadline.rules import ReminderRules, Wish, read_offsets
from commands.delivery.destination import channel
from commands.services import Services
from storage import outbox
from tests.bot.on_web.visitor import Visitor

OFFSETS, DERIVED = read_offsets(["14 d", "7 d"]), read_offsets(["0 d"])
RULES = ReminderRules((Wish("everyone", OFFSETS, DERIVED),), OFFSETS, DERIVED)


@pytest.fixture
async def services(services: Services) -> Services:
    return replace(services, reminders=RULES, destinations={"everyone": (channel("web:announcements"),)})


async def test_an_organiser_gets_all_that_goes_out_within_the_season(visitor: Visitor) -> None:
    season = (await visitor.playing("organiser").post("/api/season")).json
    assert [(item["at"], item["before"]) for item in season["planned"]][:2] == [
        ("2025-08-08T09:00:00+00:00", "on the day"),
        ("2025-08-08T09:00:00+00:00", "14 days before"),
    ]
    assert season["first"] < season["planned"][0]["at"] < season["planned"][-1]["at"] < season["last"]
    assert "Paper submission" in season["table"]


@pytest.mark.parametrize("person", ["author", "volunteer"])
async def test_nobody_else_gets_it(visitor: Visitor, person: str) -> None:
    told = await visitor.playing(person).post("/api/season")
    assert told.status == 403
    assert "for organisers" in told.text


async def test_rehearsing_hands_nothing_over(visitor: Visitor, playground: Playground) -> None:
    organiser = visitor.playing("organiser")
    await organiser.post("/api/season")
    await organiser.post("/api/clock", at="2025-08-20T09:00:00+00:00")
    await organiser.post("/api/season")
    async with playground.dispatcher.services.store.reading() as transaction:
        assert set((await outbox.counts(transaction)).values()) == {0}
