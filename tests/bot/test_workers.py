"""Worker processes end without a word."""

import subprocess
import sys

STARTED_AND_STOPPED = """
import asyncio
from multiprocessing import get_context
from pebble import ProcessPool
from bot.workers import stop

for _ in range(4):
    workers = ProcessPool(max_workers=6, context=get_context("forkserver"))
    workers.schedule(abs, args=(1,)).result()
    asyncio.run(stop(workers))
"""


def test_a_worker_that_is_only_starting_is_ended_as_quietly_as_any() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STARTED_AND_STOPPED], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
