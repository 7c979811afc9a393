"""What stands of the outbox on the platforms."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.outbox import NOTHING, Target
from storage.parts import Part, read_parts
from storage.store import Transaction
from storage.tables.outbox import deliveries, messages


@dataclass(frozen=True)
class Standing:
    """What stands of a message at a destination, since `at`, of the revision that `body` is."""

    message: int
    target: Target
    body: str
    parts: tuple[Part, ...]
    at: datetime


async def standing_on(transaction: Transaction, platform: str) -> tuple[Standing, ...]:
    """Whatever stands on a platform in its newest revision, oldest first."""
    here = (deliveries.c.platform == platform) & (deliveries.c.parts != NOTHING)
    newest = deliveries.c.shown == messages.c.revision
    found = select(deliveries, messages.c.body).join(messages).where(here, newest).order_by(deliveries.c.id)
    return tuple(
        Standing(
            row.message,
            Target(row.platform, row.place, row.target, row.person),
            row.body,
            read_parts(row.parts),
            row.changed_at,
        )
        for row in await transaction.execute(found)
    )
