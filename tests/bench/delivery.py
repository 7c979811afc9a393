"""1,000 places on both platforms in one announcement: how long, beside what the platforms allow."""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.delivery.slack import CHANGE_SECONDS, WORKSPACE_SECONDS
from tests.chaos.arena import Arena, open_arena

PLACES = 500  # on each platform
DISCORDS = PLACES / 50  # seconds that Discord's fifty requests a second allow
FASTER = float(os.environ.get("FASTER", "2"))  # times that Slack's limits are looser than in earnest


async def measure() -> str:
    with tempfile.TemporaryDirectory() as folder:
        async with open_arena(f"sqlite:///{folder}/usher.db", PLACES) as arena:
            arena.faster, arena.lease, arena.patience = FASTER, 30.0, 3_600.0
            process = await arena.start()
            await _warm(arena)
            message, told = 0, list[str]()

            async def send() -> None:
                nonlocal message
                message = await arena.announce("News")

            steps = (
                ("sent", send(), WORKSPACE_SECONDS),
                ("edited", _late(lambda: arena.revise(message, "Other news")), CHANGE_SECONDS),
                ("retracted", _late(lambda: arena.retract(message)), CHANGE_SECONDS),
            )
            for name, decided, pace in steps:
                allowed = max(DISCORDS, PLACES * pace / FASTER)
                seconds = await _timed(arena, decided)
                peak = _peak(process.pid)
                more = 100 * (seconds / allowed - 1)
                told.append(
                    f"{name} in {seconds:.1f} s of {allowed:.1f} s allowed ({more:+.0f} %), peak {peak} MB"
                )
    return f"{2 * PLACES} places, Slack's limits {FASTER:g} times looser: {'; '.join(told)}"


async def _late(decide: Callable[[], Awaitable[None]]) -> None:
    """Decided only when its turn comes."""
    await decide()


async def _warm(arena: Arena) -> None:
    """The process is up once one small announcement is through."""
    places, arena.discord, arena.slacks = (arena.discord, arena.slacks), arena.discord[:1], arena.slacks[:1]
    await arena.announce("Warm")
    await arena.through()
    arena.discord, arena.slacks = places


async def _timed(arena: Arena, decided: Awaitable[None]) -> float:
    began = time.perf_counter()
    await decided
    await arena.through()
    return time.perf_counter() - began


def _peak(pid: int) -> int:
    """The most memory that a process had, in megabytes."""
    rows = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    (peak,) = (row for row in rows if row.startswith("VmHWM"))
    return int(peak.split()[1]) // 1024


if __name__ == "__main__":
    print(asyncio.run(measure()))  # noqa: T201 - the measurement itself
