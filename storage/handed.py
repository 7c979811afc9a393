"""What was handed to the outbox, looked up by what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from storage.outbox import NOTHING, OPEN
from storage.store import Transaction
from storage.tables.outbox import deliveries, messages

MAY_STAND = ("claimed", "uncertain")


@dataclass(frozen=True)
class Handed:
    """A message with its targets as platform and id.

    `standing` are those where a copy of it is or could be seen, and is not being removed; it `waits` where
    one is still to be sent.
    """

    message: int
    key: str
    body: str
    place: str
    due: datetime
    targets: tuple[tuple[str, str], ...]
    standing: tuple[tuple[str, str], ...]
    waits: bool

    @property
    def stands(self) -> bool:
        return bool(self.standing)


async def by_key(transaction: Transaction, prefix: str) -> tuple[Handed, ...]:
    """Those whose key begins so, in the order of writing; of those to one person only what still waits."""
    still_matters = (deliveries.c.place == "channel") | deliveries.c.state.in_(OPEN)
    return await _found(transaction, messages.c.key.startswith(prefix, autoescape=True) & still_matters)


async def by_kind(transaction: Transaction, kind: str) -> tuple[Handed, ...]:
    return await _found(transaction, messages.c.kind == kind)


async def _found(transaction: Transaction, which: ColumnElement[bool]) -> tuple[Handed, ...]:
    found = (
        select(messages.c.key, messages.c.body, deliveries)
        .join(deliveries, deliveries.c.message == messages.c.id)
        .where(which)
        .order_by(messages.c.id, deliveries.c.id)
    )
    rows = (await transaction.execute(found)).all()
    return tuple(_handed(list(copies)) for _, copies in groupby(rows, key=lambda row: row.message))


def _handed(copies: Sequence[Row[Any]]) -> Handed:
    first = copies[0]
    return Handed(
        first.message,
        first.key or "",
        first.body,
        first.place,
        first.due_at,
        tuple((copy.platform, copy.target) for copy in copies),
        tuple((copy.platform, copy.target) for copy in copies if _stands(copy)),
        any(copy.state in OPEN and copy.parts == NOTHING for copy in copies),
    )


def _stands(copy: Row[Any]) -> bool:
    return bool(copy.wanted) and (copy.parts != NOTHING or copy.state in MAY_STAND)
