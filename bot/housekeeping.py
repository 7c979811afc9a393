"""What a process that goes on does by itself every day: forget what is over, and say so before."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from bot.app import App
from bot.meanwhile import meanwhile
from commands.reviewers.farewell import tell_before_erasing
from storage.errors import StoreError
from storage.retention import purge

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)


@asynccontextmanager
async def housekeeping(app: App) -> AsyncIterator[None]:
    """Forget at once and then every day, until the block is left."""
    async with meanwhile(partial(_keep, app)):
        yield


async def _keep(app: App) -> None:
    while True:
        try:
            now = app.dispatcher.clock.now()
            await tell_before_erasing(app.dispatcher.services, now)
            gone = await purge(app.store, now)
            log.info("deleted what was over: %s", gone)
        except StoreError:
            log.exception("what is over could not be deleted")
        await asyncio.sleep(EVERY.total_seconds())
