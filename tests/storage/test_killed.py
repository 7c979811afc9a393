"""A process that is killed amid its writing leaves a store that opens, with all that was committed."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE

from sqlalchemy import func, select

from storage.store import open_store
from storage.tables.process import calls

KILLS = 3
MOST_LINES = 40


async def killed(url: str) -> int:
    """Start a writer, kill it at any moment; gives the last number that it said was committed."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.writer", url, stdout=PIPE
    )
    assert writer.stdout
    last, lines = 0, random.randint(1, MOST_LINES)  # noqa: S311 - any moment will do
    async with asyncio.timeout(60):
        for _ in range(lines):
            last = int(await writer.stdout.readline())
        writer.kill()
        rest, _ = await writer.communicate()
    whole = [line for line in rest.splitlines(keepends=True) if line.endswith(b"\n")]
    return int(whole[-1]) if whole else last


async def test_a_killed_writer_leaves_a_store_that_opens_with_whole_units_of_work(database_url: str) -> None:
    committed = 0
    for _ in range(KILLS):
        committed += await killed(database_url)
        async with open_store(database_url) as store, store.reading() as transaction:
            by_half = select(calls.c.command, func.count()).group_by(calls.c.command)
            found = {row[0]: row[1] for row in await transaction.execute(by_half)}
        assert found["half"] == found["whole"]
        assert committed <= found["half"] <= committed + KILLS
        committed = found["half"]
