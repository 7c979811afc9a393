"""What the call does not say, from the asker to the organisers and back, on Slack."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.delivery.serve import delivering_to_platforms
from commands.catalogue import OVERLAYS
from commands.delivery.destination import Destination
from commands.live import Live
from commands.services import Services
from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.fake.workspace import CHANNEL, Posted

SILENT = "Is there a poster session?"
Found = TypeVar("Found")
OLD, NEW = "Yes, on both days.", "Only on the second day."


@pytest.fixture
async def services(services: Services) -> Services:
    return replace(services, destinations={"organisers": (Destination("slack", CHANNEL),)})


async def comes(look: Callable[[], list[Found]]) -> Found:
    """The newest of what is looked for, once it is there."""
    async with asyncio.timeout(60):
        while not (found := look()):  # noqa: ASYNC110 - several tasks of Usher's lead to it
            await asyncio.sleep(0.02)
    return found[-1]


async def shows(stage: Stage, words: str, where: Callable[[Posted], bool] = lambda _each: True) -> Posted:
    posted = stage.slack.workspace.posted
    return await comes(lambda: [each for each in posted if words in each.said and where(each)])


async def press(person: Person, posted: Posted, label: str, **typed: str) -> None:
    """The button, and what is typed into the dialog that it opens."""
    views = person.slack.workspace.views
    before = set(views)
    (found,) = (each for each in posted.buttons if each["text"]["text"] == label)
    await person.presses(found)
    opened = await comes(lambda: [view for name, view in views.items() if name not in before])
    await person.submits(opened, **typed)


def to_ada(posted: Posted) -> bool:
    return posted.channel.startswith("DU0ADA")


async def test_the_loop_from_silence_to_knowledge_to_correction(idle: Stage) -> None:
    async with idle.working(), delivering_to_platforms(idle.app):
        await idle.ada.types(f"/ask {SILENT}")
        await press(idle.ada, await shows(idle, "does not say"), "Ask the organisers")
        await press(idle.grace, await shows(idle, "Question 1"), "Answer", text=OLD)
        assert OLD in (await shows(idle, "answered your question", to_ada)).said
    idle.later(minutes=10)  # so that nothing is still in the hands of the process that ended
    live = Live(idle.app.dispatcher.live.base, OVERLAYS)
    again = replace(idle, app=replace(idle.app, dispatcher=replace(idle.app.dispatcher, live=live)))
    async with again.working(), delivering_to_platforms(again.app):
        await again.grace.types("/ask will there be a poster session")
        assert OLD in (await shows(again, "The organisers say")).said
        await again.grace.types("/questions number=1")
        await press(again.grace, await shows(again, "First asked"), "Correct", text=NEW)
        corrected = await shows(again, "corrected an answer", to_ada)
        assert f"~{OLD}~" in corrected.said
        assert NEW in corrected.said
