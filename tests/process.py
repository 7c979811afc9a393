"""Usher's real process, as an operator starts it."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress


@asynccontextmanager
async def run_usher(settings: Mapping[str, str], *options: str) -> AsyncIterator[Process]:
    """`usher run` with these variables and options; ended at the latest with the block."""
    command = (sys.executable, "-m", "bot", "run", *options)
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **settings}, stdout=DEVNULL, stderr=PIPE
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()
