"""Deliveries of which no platform tells whether they arrived, once a person has looked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage import outbox
from storage.outbox import NOTHING, SUPERSEDED, State
from storage.parts import arrived, read_attempt, read_parts, write_parts
from storage.store import Transaction, notify
from storage.tables.outbox import deliveries


async def settle(transaction: Transaction, delivery: int, *, did_arrive: bool, now: datetime) -> State | None:
    """What a person saw of an uncertain delivery: it is there, or is sent again; None when settled before.

    The state that it has now: "cancelled" where it was superseded, and is not sent again.
    """
    uncertain = (deliveries.c.id == delivery) & (deliveries.c.state == "uncertain")
    message = await outbox.message_of(transaction, delivery)
    if message is None:
        return None
    await outbox.reopen(transaction, message)  # first: whoever ends a delivery takes the locks in this order
    row = (await transaction.execute(select(deliveries).where(uncertain).with_for_update())).first()
    if row is None:
        return None
    cleared = {"attempt": "", "attempts": 0, "reason": "", "detail": "", "changed_at": now, "next_at": now}
    values = {**cleared, **(_as_seen(row) if did_arrive else _as_missed(row))}
    changed = update(deliveries).where(uncertain).values(**values).returning(deliveries.c.state)
    state: State = (await transaction.execute(changed)).scalar_one()
    notify(transaction)
    return state


def _as_seen(row: Row[Any]) -> dict[str, object]:
    """The delivery with the part that a person saw; its id nobody knows."""
    attempt, parts = read_attempt(row.attempt), read_parts(row.parts)
    if attempt is None:
        return {"state": "planned"}
    there = {"parts": write_parts(arrived(parts, attempt, ""))}
    if attempt.part + 1 == attempt.of and row.wanted == attempt.revision:
        return {**there, "state": "sent", "shown": attempt.revision}
    return {**there, "state": "planned"}


def _as_missed(row: Row[Any]) -> dict[str, object]:
    if row.reason == SUPERSEDED and row.parts == NOTHING:
        return {"state": "cancelled", "wanted": 0}
    return {"state": "planned"}
