"""A look each minute at whether deliveries are late or failed."""

import asyncio
import logging

from bot.app import App
from commands.delivery.alarm import raise_failed, raise_late
from storage.errors import StoreError

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds


async def watch_outbox(app: App) -> None:
    """Until cancelled, tell the organisers and the log when something waits for too long, or failed."""
    while True:
        try:
            await _look(app)
        except StoreError:
            log.exception("nobody knows whether deliveries are late or failed")
        await asyncio.sleep(EVERY)


async def _look(app: App) -> None:
    services, now = app.dispatcher.services, app.dispatcher.clock.now()
    if await raise_late(services, now):
        log.error("deliveries are late")
    if await raise_failed(services, now):
        log.error("deliveries failed")
