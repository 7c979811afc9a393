"""The outbox: what is to be delivered where, written in the unit of work that decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.store import Transaction
from storage.tables.outbox import deliveries, messages
from storage.upsert import insert_new


@dataclass(frozen=True)
class Target:
    """Where a copy goes: a channel, or a person's own direct messages; `person` is whose they are."""

    platform: str
    place: str
    id: str
    person: int | None = None


@dataclass(frozen=True)
class NewMessage:
    """`body` is the encoded post; a message whose `key` was used before is not added again."""

    kind: str
    body: str
    key: str | None = None


async def add(
    transaction: Transaction, message: NewMessage, targets: Sequence[Target], *, at: datetime, due: datetime
) -> int | None:
    """The new message's id; None when its key was used before."""
    row = {"kind": message.kind, "key": message.key, "body": message.body, "revision": 1, "created_at": at}
    if message.key is not None and not await insert_new(transaction, messages, row):
        return None
    number = await _number(transaction, message.key) if message.key else await _inserted(transaction, row)
    for target in targets:
        await insert_new(transaction, deliveries, _planned(number, target, due))
    return number


async def _number(transaction: Transaction, key: str) -> int:
    found: int = (await transaction.execute(select(messages.c.id).where(messages.c.key == key))).scalar_one()
    return found


async def _inserted(transaction: Transaction, row: Mapping[str, object]) -> int:
    made: int = (
        await transaction.execute(insert(messages).values(row).returning(messages.c.id))
    ).scalar_one()
    return made


def _planned(message: int, target: Target, due: datetime) -> dict[str, object]:
    return {
        "message": message,
        "platform": target.platform,
        "place": target.place,
        "target": target.id,
        "person": target.person,
        "state": "planned",
        "due_at": due,
        "attempts": 0,
        "reason": "",
        "shown": 0,
        "parts": "[]",
    }
