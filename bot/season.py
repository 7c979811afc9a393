"""The season's own pace: every few seconds, hand over the reminders that fell due."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from commands.core.clock import Clock
from commands.deadline.fallback import follow_up
from commands.deadline.planner import Planner
from commands.delivery.destination import Platform
from commands.live import Live
from storage.errors import StoreError

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds between two looks


@asynccontextmanager
async def reminding(live: Live, clock: Clock, platforms: Sequence[Platform]) -> AsyncIterator[None]:
    """Meanwhile, remind on these platforms; any number of processes may do so at once."""
    task = asyncio.create_task(_keep_looking(live, clock, platforms))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_looking(live: Live, clock: Clock, platforms: Sequence[Platform]) -> None:
    while True:
        for platform in platforms:
            await look(live, clock, platform)
        await asyncio.sleep(PAUSE)


async def look(live: Live, clock: Clock, platform: Platform) -> None:
    """What goes wrong is tried again at the next look, which begins where the last good one ended."""
    try:
        await Planner(live.base, platform).look(clock.now())
        await follow_up(live.base, platform, clock.now())
    except StoreError as error:
        log.warning("reminders on %s wait for the store: %s", platform, error)
    except Exception:
        log.exception("reminders on %s failed", platform)
