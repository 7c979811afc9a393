"""One real process over 10,000 commands: how soon it is ready, what it weighs, what it gets done."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from bot.on_slack.serve import PATH
from tests.bench.slack_load import PATIENCE, SAID, is_answer, ready, usher_on
from tests.bench.table import ALLOWED, Row
from tests.bot.on_slack.conftest import free_port
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.fake.server import FakeSlack, open_slack
from tests.bot.on_slack.fake.workspace import user
from tests.process import run_usher

COMMANDS, AT_ONCE = 10_000, 50
MOST_GROWN = 20  # megabytes
EACH = 10  # commands of one person, within what one person may ask for at once


@dataclass(frozen=True)
class Weighed:
    """Seconds to be ready, megabytes at rest and after, seconds of every acknowledgement, and of all."""

    ready: float
    rest: float
    after: float
    waits: Sequence[float]
    seconds: float


def megabytes(process: int) -> float:
    """What the process holds in memory now, its workers left out."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


async def measure() -> Weighed:
    with tempfile.TemporaryDirectory() as folder:
        async with open_slack() as slack, ClientSession(connector=TCPConnector(limit=0)) as session:
            address = f"http://127.0.0.1:{(port := free_port())}{PATH}"
            began = time.perf_counter()
            async with run_usher(usher_on(slack, port, Path(folder))) as process:
                await ready(session, address)
                started = time.perf_counter() - began
                people = _people(slack, session, address)
                await _typed(people[:AT_ONCE], "/deadline")
                await _all_answered(slack, AT_ONCE)
                rest, began = megabytes(process.pid), time.perf_counter()
                waits = await _many(people)
                seconds = time.perf_counter() - began
                return Weighed(started, rest, megabytes(process.pid), waits, seconds)


def _people(slack: FakeSlack, session: ClientSession, address: str) -> list[Person]:
    people = [Person(slack, session, "http", address, f"U{number:05}") for number in range(COMMANDS // EACH)]
    slack.workspace.users.update({person.id: user(person.id, zone="UTC") for person in people})
    return people


async def _many(people: Sequence[Person]) -> list[float]:
    waits: list[float] = []
    for number in range(EACH):
        for start in range(0, len(people), AT_ONCE):
            waits += await _typed(people[start : start + AT_ONCE], SAID[number % len(SAID)])
            await _all_answered(people[0].slack, AT_ONCE + len(waits))
    return waits


async def _all_answered(slack: FakeSlack, count: int) -> None:
    """So many cards have come; `TimeoutError` tells of a loss."""
    async with asyncio.timeout(PATIENCE):
        while len(slack.workspace.posted) < count or _cards(slack) < count:  # noqa: ASYNC110 - another process answers
            await asyncio.sleep(0.01)


def _cards(slack: FakeSlack) -> int:
    return sum(map(is_answer, slack.workspace.posted))


async def _typed(people: Sequence[Person], said: str) -> list[float]:
    async def one(person: Person) -> float:
        began = time.perf_counter()
        await person.types(said)
        return time.perf_counter() - began

    return await asyncio.gather(*(one(person) for person in people))


async def bench() -> list[Row]:
    weighed = await measure()
    percentiles = statistics.quantiles(weighed.waits, n=100)
    median, last = percentiles[49], percentiles[98]
    grown = weighed.after - weighed.rest
    many = f"{COMMANDS:,} commands on Slack, {AT_ONCE} at once"
    return [
        Row("Start to ready", f"{weighed.ready:.1f} s"),
        Row("Memory at rest", f"{weighed.rest:.0f} MB"),
        Row(
            f"Memory after {COMMANDS:,} commands",
            f"{weighed.after:.0f} MB",
            f"+ {MOST_GROWN}",
            grown < MOST_GROWN,
        ),
        Row(f"{many}: answered", f"{len(weighed.waits) / weighed.seconds:.0f} a second"),
        Row(
            f"{many}: acknowledged in, p50 and p99",
            f"{median * 1000:.0f} ms, {last * 1000:.0f} ms",
            f"{ALLOWED:g} s",
            last < ALLOWED,
        ),
    ]
