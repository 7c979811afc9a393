"""Figures that are read when somebody asks, and the watch over the event loop."""

import asyncio
import logging
from collections.abc import Iterable, Mapping

from bot.metrics import Metrics, Reading
from bot.supervisor import STATES, Health
from commands.core.clock import Clock
from storage import outbox
from storage.errors import StoreError
from storage.store import Store

log = logging.getLogger(__name__)

EVERY = 0.5  # seconds between two looks at the event loop
PATIENCE = 2.0  # seconds that the store has to answer


async def watch_loop(metrics: Metrics) -> None:
    """Note, until cancelled, how late the loop comes to what is due."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + EVERY
        await asyncio.sleep(EVERY)
        metrics.loop_delayed(max(0.0, loop.time() - due))


async def store_answers(store: Store) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await store.ping()
    except (StoreError, TimeoutError):
        log.warning("the store does not answer")
        return False
    return True


async def store_readings(store: Store) -> Iterable[Reading]:
    """Whether the store answers, and how many connections to it are open and in use."""
    about = "Connections to the database"
    pool = store.connections
    return (
        Reading("usher_store_up", "Whether the database answers", await store_answers(store)),
        Reading("usher_store_connections", about, pool.busy, {"state": "busy"}),
        Reading("usher_store_connections", about, pool.idle, {"state": "idle"}),
    )


async def outbox_readings(store: Store, clock: Clock) -> Iterable[Reading]:
    """How many deliveries are not done, and for how long the oldest is due; none of a broken store."""
    try:
        async with asyncio.timeout(PATIENCE), store.reading() as transaction:
            counts = await outbox.counts(transaction, states=outbox.UNDONE)
            oldest = await outbox.oldest_due(transaction, clock.now())
    except (StoreError, TimeoutError):
        return ()
    waits = Reading(
        "usher_outbox_oldest_seconds",
        "For how long the delivery that waits longest has been due",
        oldest.total_seconds() if oldest else 0,
    )
    about = "Deliveries that are not done, by how they stand"
    return (
        waits,
        *(Reading("usher_deliveries", about, count, {"state": state}) for state, count in counts.items()),
    )


async def platform_readings(health: Mapping[str, Health]) -> Iterable[Reading]:
    about = "1 for the state that a chat platform's connection is in"
    return [
        Reading("usher_platform_state", about, each.state == state, {"platform": name, "state": state})
        for name, each in health.items()
        for state in STATES
    ]
