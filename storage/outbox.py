"""The outbox: what is to be delivered where, written in the unit of work that decides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import ColumnElement, case, exists, func, insert, select, update

from storage.parts import read_parts
from storage.store import Transaction, notify
from storage.tables.outbox import deliveries, messages
from storage.upsert import insert_all_new, insert_new

State = Literal["planned", "claimed", "sent", "failed", "uncertain", "cancelled", "retracted"]
STATES: tuple[State, ...] = get_args(State)
OPEN: tuple[State, ...] = ("planned", "claimed")  # which somebody still has to do something about

NOTHING = "[]"  # the parts of what was never sent
SUPERSEDED = "superseded"  # why what may have arrived is not sent again


@dataclass(frozen=True)
class Target:
    """Where a copy goes: a channel, or a person's own direct messages; `person` is whose they are."""

    platform: str
    place: str
    id: str
    person: int | None = None


@dataclass(frozen=True)
class NewMessage:
    """`body` is the encoded post; a message whose `key` was used before is not added again.

    What was not begun by `useless_at` is not sent any more. `request` is the reference, for the log, of the
    call that it comes of; empty where it comes of none.
    """

    kind: str
    body: str
    key: str | None = None
    useless_at: datetime | None = None
    request: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a delivery stands, since `at`; `reason` names why it failed or waits, `detail` tells more of it.

    `remote` are the platform's ids of the copy's messages, in order.
    """

    delivery: int
    target: Target
    state: State
    reason: str
    detail: str
    attempts: int
    due: datetime
    at: datetime
    remote: tuple[str, ...]


async def add(
    transaction: Transaction, message: NewMessage, targets: Sequence[Target], *, at: datetime, due: datetime
) -> int | None:
    """The new message's id; None when its key was used before."""
    row = _written(message, at)
    if message.key is not None and not await insert_new(transaction, messages, row):
        return None
    number = await _number(transaction, message.key) if message.key else await _inserted(transaction, row)
    await insert_all_new(transaction, deliveries, [_planned(number, target, due, at) for target in targets])
    notify(transaction)
    return number


async def add_each(
    transaction: Transaction, message: NewMessage, to: Mapping[str, Target], *, at: datetime, due: datetime
) -> dict[str, int]:
    """For each target a message of its own, under its key; the ids of those whose key was not used before."""
    rows = [{**_written(message, at), "key": key} for key in to]
    made = await insert_all_new(transaction, messages, rows, (messages.c.key, messages.c.id))
    numbers = {row.key: row.id for row in made}
    planned = [_planned(number, to[key], due, at) for key, number in numbers.items()]
    await insert_all_new(transaction, deliveries, planned)
    notify(transaction)
    return numbers


def _written(message: NewMessage, at: datetime) -> dict[str, object]:
    return {**vars(message), "revision": 1, "created_at": at, "summed_up": False}


async def _number(transaction: Transaction, key: str) -> int:
    found: int = (await transaction.execute(select(messages.c.id).where(messages.c.key == key))).scalar_one()
    return found


async def _inserted(transaction: Transaction, row: Mapping[str, object]) -> int:
    made: int = (
        await transaction.execute(insert(messages).values(row).returning(messages.c.id))
    ).scalar_one()
    return made


def _planned(message: int, target: Target, due: datetime, now: datetime) -> dict[str, object]:
    return {
        "message": message,
        "platform": target.platform,
        "place": target.place,
        "target": target.id,
        "person": target.person,
        "state": "planned",
        "due_at": due,
        "next_at": due,
        "lease": "",
        "wanted": 1,
        "shown": 0,
        "parts": NOTHING,
        "attempt": "",
        "attempts": 0,
        "reason": "",
        "detail": "",
        "changed_at": now,
    }


async def revise(transaction: Transaction, message: int, body: str, now: datetime) -> None:
    """From now on every copy is to show `body`: sent ones are edited in place, planned ones change."""
    newer = update(messages).where(messages.c.id == message)
    changed = newer.values(body=body, revision=messages.c.revision + 1, summed_up=False)
    revision = (await transaction.execute(changed.returning(messages.c.revision))).scalar_one()
    await _want(transaction, message, revision, now)  # what is to go is not brought back


async def retract(transaction: Transaction, message: int, now: datetime) -> None:
    """Every copy is to go: what stands is removed, what was never sent is cancelled."""
    await reopen(transaction, message)
    await _want(transaction, message, 0, now)
    never_sent = _untouched() & deliveries.c.state.in_(("planned", "failed"))
    await _change(transaction, message, never_sent, state="cancelled", changed_at=now)


async def _want(transaction: Transaction, message: int, revision: int, now: datetime) -> None:
    """What stands somewhere becomes due at once; a worker that is at it sees the change by itself."""
    here = deliveries.c.state.in_(("planned", "claimed", "sent", "failed", "uncertain"))
    await _change(transaction, message, here & (deliveries.c.wanted != 0), wanted=revision)
    stands = (deliveries.c.state == "sent") | ((deliveries.c.state == "failed") & ~_untouched())
    due = {"state": "planned", "next_at": now, "attempts": 0, "reason": "", "detail": "", "changed_at": now}
    await _change(transaction, message, stands, **due)


async def cancel(transaction: Transaction, message: int, now: datetime) -> int:
    """Give up what was not begun; how many that were. What was begun goes on to its end.

    The message is locked until this unit of work ends.
    """
    await lock(transaction, message)
    under_way = _untouched() & (deliveries.c.state == "claimed")
    stopped = await _change(transaction, message, under_way, wanted=0)
    waiting = _untouched() & (deliveries.c.state == "planned")
    return stopped + await _change(transaction, message, waiting, state="cancelled", wanted=0, changed_at=now)


async def supersede(transaction: Transaction, message: int, now: datetime) -> None:
    """Something newer goes instead: give up what was not begun, and what failed and could be tried again.

    Of what may have arrived it is noted, so that nobody has it sent once more.
    """
    await cancel(transaction, message, now)
    failed = _untouched() & (deliveries.c.state == "failed")
    await _change(transaction, message, failed, state="cancelled", wanted=0, changed_at=now)
    await _change(transaction, message, deliveries.c.state == "uncertain", reason=SUPERSEDED)


async def lock(transaction: Transaction, message: int) -> None:
    """Of two that end its last two deliveries, the second sees what the first did."""
    await transaction.execute(select(messages.c.id).where(messages.c.id == message).with_for_update())


async def reschedule(transaction: Transaction, message: int, due: datetime) -> int:
    """Move what was not begun to another time; how many that were."""
    waiting = _untouched() & (deliveries.c.state == "planned")
    return await _change(transaction, message, waiting, due_at=due, next_at=due)


async def retry(transaction: Transaction, message: int, now: datetime) -> int:
    """Try once more what failed; how many that were."""
    await reopen(transaction, message)
    failed = deliveries.c.state == "failed"
    again = {"state": "planned", "next_at": now, "attempts": 0, "reason": "", "detail": "", "changed_at": now}
    return await _change(transaction, message, failed, **again)


async def reopen(transaction: Transaction, message: int) -> None:
    """There will be another summary."""
    await transaction.execute(update(messages).where(messages.c.id == message).values(summed_up=False))


async def _change(
    transaction: Transaction, message: int, which: ColumnElement[bool], **values: object
) -> int:
    changed = update(deliveries).where(deliveries.c.message == message, which).values(**values)
    notify(transaction)
    return (await transaction.execute(changed)).rowcount


def _untouched() -> ColumnElement[bool]:
    """Nothing of it stands anywhere, or could."""
    return (deliveries.c.parts == NOTHING) & (deliveries.c.attempt == "")


async def outcomes(transaction: Transaction, message: int) -> tuple[Outcome, ...]:
    """How each delivery of a message stands, in the order of their writing."""
    found = select(deliveries).where(deliveries.c.message == message).order_by(deliveries.c.id)
    return tuple(
        Outcome(
            row.id,
            Target(row.platform, row.place, row.target, row.person),
            row.state,
            row.reason,
            row.detail,
            row.attempts,
            row.due_at,
            row.changed_at,
            tuple(part.id for part in read_parts(row.parts)),
        )
        for row in await transaction.execute(found)
    )


async def counts(
    transaction: Transaction, message: int | None = None, states: Sequence[State] = STATES
) -> dict[State, int]:
    """How many deliveries are in each of the states, of one message or of all; all of those are counted."""
    found = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    if len(states) < len(STATES):
        found = found.where(deliveries.c.state.in_(states))
    if message is not None:
        found = found.where(deliveries.c.message == message)
    counted = {row[0]: row[1] for row in await transaction.execute(found)}
    return {state: counted.get(state, 0) for state in states}


async def oldest_due(transaction: Transaction, now: datetime) -> timedelta | None:
    """For how long the delivery that waits longest has been due; None where none is."""
    since = case((deliveries.c.shown == 0, deliveries.c.due_at), else_=deliveries.c.changed_at)
    late = select(func.min(since)).where(deliveries.c.state.in_(OPEN), since <= now)
    oldest: datetime | None = (await transaction.execute(late)).scalar()
    return now - oldest if oldest else None


async def message_of(transaction: Transaction, delivery: int) -> int | None:
    found = select(deliveries.c.message).where(deliveries.c.id == delivery)
    number: int | None = (await transaction.execute(found)).scalar()
    return number


WAITING: tuple[State, ...] = (*OPEN, "uncertain")
UNDONE: tuple[State, ...] = (*WAITING, "failed")  # never many, however much was ever delivered

is_over = (messages.c.kind != "announcement") & ~exists().where(
    deliveries.c.message == messages.c.id, deliveries.c.state.in_(WAITING)
)
"""Says of a message that nobody needs it any more once it is old."""
