"""Draws pictures in a process of its own, started with the first one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import TimeoutError as DrawingTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from bot.workers import stop
from commands.reviewers.pictures import Bar

log = logging.getLogger(__name__)

SECONDS = 60.0  # that one picture may take, with the start of the process on a busy machine
PICTURES_PER_WORKER = 200


class Studio:
    """`Pictures` from one worker; a picture that can't be drawn is left out, and its card does without."""

    def __init__(self) -> None:
        self._workers = _start()

    async def bars(self, title: str, unit: str, bars: Sequence[Bar]) -> bytes | None:
        try:
            return await asyncio.wrap_future(self._draw(title, unit, bars))
        except (BrokenProcessPool, DrawingTimeout, ProcessExpired, MemoryError):
            log.exception("a picture could not be drawn")
            return None

    def _draw(self, title: str, unit: str, bars: Sequence[Bar]) -> "ProcessFuture[bytes]":
        if not self._workers.active:
            self._workers = _start()
        return self._workers.schedule(_bars, args=(title, unit, tuple(bars)), timeout=SECONDS)

    async def close(self) -> None:
        await stop(self._workers)


@asynccontextmanager
async def open_pictures() -> AsyncIterator[Studio]:
    studio = Studio()
    try:
        yield studio
    finally:
        await studio.close()


def _start() -> ProcessPool:
    return ProcessPool(
        max_workers=1,
        max_tasks=PICTURES_PER_WORKER,
        initializer=logging.disable,
        context=get_context("forkserver"),
    )


def _bars(title: str, unit: str, bars: Sequence[Bar]) -> bytes:
    from bot.drawing import draw_bars  # noqa: PLC0415 - only the worker loads matplotlib

    return draw_bars(title, unit, bars)
