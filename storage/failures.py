"""Deliveries that failed, for whoever must hear of them; an announcement tells of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from storage.outbox import Target
from storage.store import Transaction
from storage.tables.outbox import deliveries, messages

IN_PERSON = "a person"  # stands for every person's direct messages


@dataclass(frozen=True)
class Failures:
    """What failed at one place for one reason between two moments; of people only how many."""

    target: Target
    kind: str
    reason: str
    detail: str
    count: int
    first: datetime
    last: datetime


async def failures(transaction: Transaction, since: datetime, alarms: str) -> Sequence[Failures]:
    """Those after `since`, without messages whose key begins as alarms' do.

    Who takes no direct messages chose so: reminders reach them in the channel where they asked.
    """
    place = case((deliveries.c.place == "person", IN_PERSON), else_=deliveries.c.target)
    told = deliveries.c.reason, deliveries.c.detail
    which = (deliveries.c.platform, deliveries.c.place, place, messages.c.kind, *told)
    at = deliveries.c.changed_at
    found = (
        select(*which, func.count(), func.min(at), func.max(at))
        .join(messages, messages.c.id == deliveries.c.message)
        .where(deliveries.c.state == "failed", at > since)
        .where(messages.c.kind.not_in(("announcement", "correction")))
        .where(~func.coalesce(messages.c.key, "").startswith(alarms, autoescape=True))
        .where((deliveries.c.place != "person") | (deliveries.c.reason != "no access"))
        .group_by(*which)
        .order_by(*which)
    )
    rows = (await transaction.execute(found)).all()
    return [Failures(Target(*row[:3]), *row[3:]) for row in rows]
