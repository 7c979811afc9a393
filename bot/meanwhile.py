"""Work that goes on beside everything else, as long as it is needed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)


@asynccontextmanager
async def meanwhile(work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run `work` until the block is left, and leave with it ended; when it breaks, the rest goes on."""
    task = asyncio.create_task(_heard(work))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _heard(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:
        log.exception("work beside everything else stopped")
