"""200 people on Discord at once, 20 with papers: how long until each is acknowledged, and what is lost."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from simcord.backend.models import Interaction

from tests.bench.table import Load, Row
from tests.bot.on_discord.wire import Wire, open_wire, usher_on
from tests.papers.typeset import paper
from tests.process import run_usher

PEOPLE, EVERY = 200, 10  # each tenth hands in a paper
STARTS, PATIENCE = 60.0, 120.0  # seconds for the process to start, and for all answers


def calls_of(wire: Wire) -> list[Interaction]:
    """All at once, each of another person."""
    handed = wire.host("paper.pdf", paper().fill_to(9, 40).references(20).pdf())
    said: tuple[Callable[[], Interaction], ...] = (
        lambda: wire.slash("deadline", "show"),
        lambda: wire.slash("ask", question="how long may a short paper be?"),
        lambda: wire.slash("help"),
    )
    calls = []
    for number in range(PEOPLE):
        wire.author = wire.backend.make_user(f"person{number}")
        wire.backend.add_member(wire.guild.id, wire.author.id)
        is_paper = number % EVERY == 0
        calls.append(
            wire.slash("checkpdf", resolved=handed, file="77") if is_paper else said[number % len(said)]()
        )
    return calls


async def measure() -> Load:
    with tempfile.TemporaryDirectory() as folder:
        async with open_wire() as wire, run_usher(usher_on(wire, Path(folder))):
            await wire.until(lambda: wire.identified, STARTS)
            calls, began = calls_of(wire), time.perf_counter()
            await wire.until(lambda: all(call.responded and not call.loading for call in calls), PATIENCE)
            seconds = time.perf_counter() - began
    waits = [wire.acknowledged[call.id] - began for call in calls]
    return Load("Discord", waits, seconds, len(waits), PEOPLE, PEOPLE // EVERY)


async def bench() -> list[Row]:
    return (await measure()).rows()
