"""The conversation of all front ends, on the playground."""

import json
from dataclasses import replace

import pytest
from aiohttp.test_utils import TestServer

from bot.on_web.playground import Playground
from commands.services import Services
from tests.bot.on_web.visitor import Visitor
from tests.conversation import SCRIPT, facts, missing
from tests.doubles import ORGANISER
from tests.papers.checker import PapersHere


@pytest.fixture
async def services(services: Services) -> Services:
    return replace(services, papers=PapersHere())


async def test_the_playground_tells_the_same_facts(
    visitor: Visitor, playground: Playground, server: TestServer
) -> None:
    for step in SCRIPT:
        expected = await facts(playground.dispatcher, step)
        person = visitor.playing("organiser" if step.caller is ORGANISER else "author")
        async with person.looking() as view:
            files = {} if step.file is None else {"file": step.file}
            await person.call(step.name, step.options, files)
            shown = json.dumps((await view.card())["blocks"], ensure_ascii=False)
        assert missing(expected, shown) == [], step
