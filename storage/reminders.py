"""Who wants to be reminded of which deadline, and whether reminders reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update

from storage.store import Transaction
from storage.tables.outbox import deliveries, messages
from storage.tables.reminders import reminders

GIVEN_UP = 3  # reminders in a row that reached nobody


@dataclass(frozen=True)
class NewReminder:
    """`channel` is where the person asked for it; `zone` the name of the person's own."""

    person: int
    deadline: str
    platform: str
    user_id: str
    channel: str
    zone: str


@dataclass(frozen=True)
class KeptReminder(NewReminder):
    id: int
    failures: int

    @property
    def given_up(self) -> bool:
        return self.failures >= GIVEN_UP


@dataclass(frozen=True)
class Settled:
    """How the last reminder ended; `in_channel` where the direct messages had failed before."""

    reminder: KeptReminder
    arrived: bool
    in_channel: bool
    key: str
    body: str


async def want(transaction: Transaction, new: NewReminder, at: datetime) -> None:
    """From now on, with what went wrong before forgotten."""
    await drop(transaction, new.person, [new.deadline])
    row = {**vars(new), "created_at": at, "in_channel": False, "failures": 0}
    await transaction.execute(insert(reminders).values(row))


async def drop(transaction: Transaction, person: int, deadlines: Sequence[str]) -> None:
    theirs = (reminders.c.person == person) & reminders.c.deadline.in_(deadlines)
    await transaction.execute(delete(reminders).where(theirs))


async def of_person(transaction: Transaction, person: int) -> tuple[KeptReminder, ...]:
    return await _found(transaction, reminders.c.person == person)


async def of_deadlines(transaction: Transaction, deadlines: Sequence[str]) -> tuple[KeptReminder, ...]:
    """Everybody who can be reached about any of these, each person once."""
    found = await _found(transaction, reminders.c.deadline.in_(deadlines), reminders.c.failures < GIVEN_UP)
    return tuple({item.person: item for item in found}.values())


async def zones(transaction: Transaction, platform: str, deadline: str) -> tuple[str, ...]:
    """The zones in which somebody wants to be reminded."""
    here = (reminders.c.platform == platform) & (reminders.c.deadline == deadline)
    rows = await transaction.execute(select(reminders.c.zone).where(here).distinct())
    return tuple(rows.scalars())


async def wanting(  # noqa: PLR0913 - a place in the order of the index
    transaction: Transaction, platform: str, deadline: str, zone: str, *, after: int, most: int
) -> tuple[KeptReminder, ...]:
    """Who is to be reminded, `most` at a time, past the one with the id `after`."""
    here = (
        (reminders.c.platform == platform) & (reminders.c.deadline == deadline) & (reminders.c.zone == zone)
    )
    reached = (reminders.c.id > after) & (reminders.c.failures < GIVEN_UP)
    return await _found(transaction, here, reached, most=most)


async def count(transaction: Transaction) -> dict[str, int]:
    """How many want to be reminded, by deadline."""
    rows = await transaction.execute(
        select(reminders.c.deadline, func.count()).group_by(reminders.c.deadline)
    )
    return {row.deadline: row[1] for row in rows}


async def await_mention(transaction: Transaction, reminder: int, message: int) -> None:
    """Remember which message in a channel the person is to get instead."""
    here = reminders.c.id == reminder
    await transaction.execute(update(reminders).where(here).values(awaited=message, in_channel=True))


async def await_outcomes(transaction: Transaction, awaited: Mapping[int, int]) -> None:
    """Remember which message each reminder's person is to get."""
    this = update(reminders).where(reminders.c.id == bindparam("reminder"))
    rows = [{"reminder": reminder, "message": message} for reminder, message in awaited.items()]
    if rows:
        await transaction.execute(this.values(awaited=bindparam("message"), in_channel=False), rows)


async def settled(transaction: Transaction, platform: str, most: int) -> tuple[Settled, ...]:
    """Reminders whose message was sent or failed for good."""
    joined = reminders.join(deliveries, deliveries.c.message == reminders.c.awaited).join(messages)
    ended = (reminders.c.platform == platform) & deliveries.c.state.not_in(("planned", "claimed"))
    found = (
        select(reminders, deliveries.c.state, messages.c.key, messages.c.body)
        .select_from(joined)
        .where(ended)
        .order_by(reminders.c.id)
        .limit(most)
    )
    return tuple(
        Settled(_kept(row), row.state != "failed", row.in_channel, row.key, row.body)
        for row in await transaction.execute(found)
    )


async def reached(transaction: Transaction, reminder: int) -> None:
    await _ended(transaction, reminder, failures=0)


async def missed(transaction: Transaction, reminder: int) -> None:
    await _ended(transaction, reminder, failures=reminders.c.failures + 1)


async def _ended(transaction: Transaction, reminder: int, **values: object) -> None:
    here = reminders.c.id == reminder
    await transaction.execute(update(reminders).where(here).values(awaited=None, **values))


async def _found(
    transaction: Transaction, *which: ColumnElement[bool], most: int | None = None
) -> tuple[KeptReminder, ...]:
    found = select(reminders).where(*which).order_by(reminders.c.id).limit(most)
    return tuple(_kept(row) for row in await transaction.execute(found))


def _kept(row: Row[Any]) -> KeptReminder:
    return KeptReminder(
        row.person,
        row.deadline,
        row.platform,
        row.user_id,
        row.channel,
        row.zone,
        row.id,
        row.failures,
    )
