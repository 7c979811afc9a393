"""200 people on Slack at once, 20 with papers: how long until each is acknowledged, and what is lost."""

import asyncio
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectionError, ClientSession, TCPConnector

from bot.on_slack.serve import PATH
from tests.bench.table import Load, Row
from tests.bot.on_slack.conftest import free_port
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.fake.server import FakeSlack, open_slack
from tests.bot.on_slack.fake.workspace import BOT_TOKEN, SECRET, TRIGGER_SECONDS, Posted, user
from tests.papers.typeset import paper
from tests.process import run_usher

PEOPLE, WITH_PAPERS = 200, 20
PATIENCE = 120.0  # seconds for all answers
SAID = ("/deadline", "/ask how long may a short paper be?", "/usher help", "/deadline which=submission")


def usher_on(slack: FakeSlack, port: int, folder: Path) -> dict[str, str]:
    """The variables that lead Usher here."""
    return {
        "USHER_STORE__URL": f"sqlite:///{folder / 'usher.db'}",
        "USHER_SLACK__MODE": "http",
        "USHER_SLACK__PORT": str(port),
        "USHER_SLACK__API_URL": slack.api_url,
        "USHER_SLACK__BOT_TOKEN": BOT_TOKEN,
        "USHER_SLACK__SIGNING_SECRET": SECRET,
    }


async def ready(session: ClientSession, address: str) -> None:
    while True:
        with suppress(ClientConnectionError):
            async with session.get(address):
                return
        await asyncio.sleep(0.05)


async def command(person: Person, said: str) -> list[float]:
    began = time.perf_counter()
    await person.types(said)
    return [time.perf_counter() - began]


async def check_paper(person: Person, content: bytes) -> list[float]:
    """Open the dialog, which has 3 s, and hand the paper in: two acknowledgements."""
    began = time.perf_counter()
    typed = await person.types("/checkpdf")
    opened = time.perf_counter() - began
    view = await _view_for(person.slack, typed["response_url"])
    began = time.perf_counter()
    await person.submits(view, file=[person.uploads("paper.pdf", content)])
    return [opened, time.perf_counter() - began]


async def _view_for(slack: FakeSlack, response_url: str) -> dict[str, Any]:
    """The dialog that answers one command, known by where its answer is to go."""
    async with asyncio.timeout(TRIGGER_SECONDS):
        while True:
            for view in list(slack.workspace.views.values()):
                if response_url in view["private_metadata"]:
                    return view
            await asyncio.sleep(0.01)


async def answered(slack: FakeSlack, people: list[Person]) -> int:
    """How many got an answer within the patience."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            for person in people:
                while not _has_answer(slack, person):  # noqa: ASYNC110 - another process answers
                    await asyncio.sleep(0.05)
    return sum(_has_answer(slack, person) for person in people)


def _has_answer(slack: FakeSlack, person: Person) -> bool:
    return any(posted.reader == person.id and is_answer(posted) for posted in slack.workspace.posted)


def is_answer(posted: Posted) -> bool:
    """A card, and not the word that it is worked on."""
    return bool(posted.blocks) and not posted.text.endswith(" …")


async def measure() -> Load:
    content = paper().fill_to(9, 40).references(20).pdf()
    with tempfile.TemporaryDirectory() as folder:
        async with open_slack() as slack, ClientSession(connector=TCPConnector(limit=0)) as session:
            port = free_port()
            address = f"http://127.0.0.1:{port}{PATH}"
            async with run_usher(usher_on(slack, port, Path(folder))):
                await ready(session, address)
                people = _people(slack, session, address)
                papers, others = people[:WITH_PAPERS], people[WITH_PAPERS:]
                began = time.perf_counter()
                waits = await asyncio.gather(
                    *(check_paper(person, content) for person in papers),
                    *(command(person, SAID[number % len(SAID)]) for number, person in enumerate(others)),
                )
                got = await answered(slack, people)
                seconds = time.perf_counter() - began
    heard = [wait for each in waits for wait in each]
    return Load("Slack", heard, seconds, got, PEOPLE, WITH_PAPERS)


def _people(slack: FakeSlack, session: ClientSession, address: str) -> list[Person]:
    first = Person(slack, session, "http", address)
    people = [replace(first, id=f"U{number:04}") for number in range(PEOPLE)]
    slack.workspace.users.update({person.id: user(person.id, zone="UTC") for person in people})
    return people


async def bench() -> list[Row]:
    return (await measure()).rows()
