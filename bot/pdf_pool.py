"""Checks papers in processes of their own, that hold no secrets and are killed when stuck."""

import asyncio
import logging
import os
import resource
from collections.abc import AsyncIterator, Callable
from concurrent.futures import TimeoutError as CheckTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from multiprocessing import forkserver, get_context

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from bot.settings.model import PapersSettings
from bot.workers import stop
from commands.checkpdf.inspection import Inspection, Limits
from commands.core.errors import UserError

CHECKS_PER_WORKER = 50
# Loaded once, in the process that workers are forked from: a new worker is ready at once.
PRELOADED = ["__main__", "commands.checkpdf.inspect"]
STUCK = "This PDF took over {seconds:g} seconds to read. Export it with simpler figures, and check that."
TOO_BIG = "This PDF needs too much memory to read. Export it with simpler figures, and check that."
INTERRUPTED = "The check was interrupted. Check the paper again."

Progress = Callable[[float, str], None]


class PdfPool:
    """A `PaperChecker` on a pool of worker processes; a paper goes there and back in memory."""

    def __init__(self, start: Callable[[], ProcessPool], seconds: float) -> None:
        self._start = start
        self._seconds = seconds
        self._workers = start()
        self._waiting: set[ProcessFuture[Inspection]] = set()

    async def check(  # noqa: PLR0913 - what a check needs, told once
        self,
        data: bytes,
        name: str,
        limits: Limits,
        progress: Progress,
        *,
        picture: bool = True,
        names: str = "",
    ) -> Inspection:
        """Check one paper; raises UserError where it cannot be judged, is too slow or too large."""
        progress(0.4, f"Reading {name}")
        try:
            return await self._run(data, limits, picture=picture, names=names)
        except BrokenProcessPool:
            raise UserError(INTERRUPTED, field="file") from None
        except CheckTimeout:
            raise UserError(STUCK.format(seconds=self._seconds), field="file") from None
        except (ProcessExpired, MemoryError):
            raise UserError(TOO_BIG, field="file") from None

    async def _run(self, data: bytes, limits: Limits, *, picture: bool, names: str) -> Inspection:
        workers = await self.ready()
        future = workers.schedule(_check, args=(data, limits, picture, names), timeout=self._seconds)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return await asyncio.wrap_future(future)

    async def ready(self) -> ProcessPool:
        """Give the workers; fresh ones where the pool broke, say because an idle worker was killed."""
        if not self._workers.active:
            broken, self._workers = self._workers, self._start()
            await stop(broken)
        return self._workers

    async def close(self) -> None:
        """Give up what is still waiting, and stop the workers."""
        for future in tuple(self._waiting):
            future.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        await stop(self._workers)


@asynccontextmanager
async def open_papers(settings: PapersSettings) -> AsyncIterator[PdfPool]:
    """Start the workers; stops them, whatever they do, in the end."""
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    _start_without_environment()

    def start() -> ProcessPool:
        return ProcessPool(
            max_workers=settings.workers,
            max_tasks=CHECKS_PER_WORKER,
            initializer=_confine,
            initargs=(settings.memory_megabytes * 2**20,),
            context=context,
        )

    papers = PdfPool(start, settings.seconds)
    try:
        yield papers
    finally:
        await papers.close()


def _start_without_environment() -> None:
    """Start the process that workers are forked from while the environment, with its secrets, is empty.

    It must not find modules in the current folder, which may be anyone's.
    """
    kept = dict(os.environ)
    os.environ.clear()
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _confine(memory: int) -> None:
    """Bound a worker's memory, and bar it from writing files."""
    os.environ.clear()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()


def _check(data: bytes, limits: Limits, picture: bool, names: str) -> Inspection:  # noqa: FBT001 - pickled by place
    from commands.checkpdf.inspect import inspect  # noqa: PLC0415 - only workers load the PDF libraries

    return inspect(data, limits, picture=picture, names=names)
