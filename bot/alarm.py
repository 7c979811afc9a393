"""A look each minute at whether deliveries are late."""

import asyncio
import logging

from bot.app import App
from commands.delivery.alarm import raise_alarm
from storage.errors import StoreError

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds


async def watch_outbox(app: App) -> None:
    """Until cancelled, tell the organisers and the log when something waits for too long."""
    while True:
        try:
            if await raise_alarm(app.dispatcher.services, app.dispatcher.clock.now()):
                log.error("deliveries are late")
        except StoreError:
            log.exception("nobody knows whether deliveries are late")
        await asyncio.sleep(EVERY)
