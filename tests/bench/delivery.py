"""1,000 places on both platforms in one announcement: how long, beside what the platforms allow."""

import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.delivery.slack import CHANGE_SECONDS, WORKSPACE_SECONDS
from tests.bench.table import Row
from tests.chaos.arena import Arena, open_arena

PLACES = 500  # on each platform
DISCORDS = PLACES / 50  # seconds that Discord's fifty requests a second allow
SLACK = 1.25  # times of what the limits allow
FASTER = float(os.environ.get("FASTER", "2"))  # times that Slack's limits are looser than in earnest


async def bench() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_arena(f"sqlite:///{folder}/usher.db", PLACES) as arena:
            arena.faster, arena.lease, arena.patience = FASTER, 30.0, 3_600.0
            process = await arena.start()
            await _warm(arena)
            message, rows = 0, list[Row]()

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
                figure = f"{seconds:.1f} s, at most {peak} MB"
                aim = f"{allowed:.0f} s are the least{_looser()}"
                rows.append(Row(f"{2 * PLACES:,} places: {name} in", figure, aim, seconds < SLACK * allowed))
    return rows


def _looser() -> str:
    return f", at limits {FASTER:g} times looser" if FASTER != 1 else ""


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
