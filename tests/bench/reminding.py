"""Everybody is reminded at once: how long the hand-over takes, and how free it leaves the process."""

import asyncio
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.event import load_knowledge, read_event
from bot.settings.load import example, load_settings
from commands.deadline.planner import Planner
from commands.deadline.rules import ReminderRules, read_offsets
from commands.deadline.schedule import NINE
from commands.services import Services
from storage.store import Store, open_store
from tests.bench.table import Row
from tests.doubles import SUMMER, NoPapers

PEOPLE = (5_000, 100_000)
MOST = 1.5  # times the work for each when there are twenty times as many
DEADLINE = "submission"
AT = "'2025-07-01 00:00:00.000000'"
COLUMNS = "person, deadline, platform, user_id, channel, zone, created_at, in_channel, failures"
FILL = {
    "people (id, created_at)": f"i, {AT}",
    "accounts (platform, user_id, person)": "'slack', 'U' || i, i",
    f"reminders ({COLUMNS})": f"i, '{DEADLINE}', 'slack', 'U' || i, '', 'UTC', {AT}, 0, 0",
}


async def fill(store: Store, people: int) -> None:
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people}) "  # noqa: S608 - a number
    async with store.begin() as transaction:
        for into, values in FILL.items():
            await transaction.execute(text(f"INSERT INTO {into} {numbers} SELECT {values} FROM n"))  # noqa: S608 - our own words


async def longest_wait(until: asyncio.Event) -> float:
    """Seconds for which something else in the process had to wait for its turn."""
    longest = 0.0
    while not until.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - began - 0.005)
    return longest


@dataclass(frozen=True)
class Measured:
    """`work` is seconds of the processor for each of the people, `longest` how long anything else waited."""

    people: int
    seconds: float
    work: float
    megabytes: int
    longest: float


async def measure(people: int) -> Measured:
    settings = load_settings(example())
    event = read_event(settings.event)
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'usher.db'}") as store:
            await fill(store, people)
            rules = ReminderRules((), read_offsets(["14 d"]), ())
            services = Services(event, store, NoPapers(), load_knowledge(settings.event, event))
            planner = Planner(replace(services, reminders=rules), "slack")
            (deadline,) = (item for item in event.deadlines if item.key == DEADLINE)
            due = SUMMER.replace(day=8, hour=NINE.hour, minute=0)
            assert deadline.day - timedelta(days=14) == due.date()
            await planner.look(due - timedelta(minutes=5))
            before, done = resource.getrusage(resource.RUSAGE_SELF), asyncio.Event()
            waits, began = asyncio.create_task(longest_wait(done)), time.perf_counter()
            await planner.look(due)
            seconds = time.perf_counter() - began
            done.set()
            after = resource.getrusage(resource.RUSAGE_SELF)
            async with store.reading() as transaction:
                handed = (await transaction.execute(text("SELECT count(*) FROM deliveries"))).scalar_one()
            assert handed == people
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(people, seconds, work / people, (after.ru_maxrss - before.ru_maxrss) // 1024, await waits)


async def bench() -> list[Row]:
    few, many = [await measure(people) for people in PEOPLE]
    ratio = many.work / few.work
    beside = f"{ratio:.1f} times that where {few.people:,} are"
    told = f"{many.megabytes} MB more, others waited at most {1e3 * many.longest:.0f} ms"
    return [
        Row(f"{many.people:,} people reminded: handed over in", f"{many.seconds:.1f} s", told),
        Row("the work for each of them", f"{1e3 * many.work:.2f} ms", beside, ratio < MOST),
    ]
