"""The outbox for whoever delivers: a row is claimed for a while, and only its claimer writes it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select, update

from storage.outbox import NOTHING, OPEN, State, Target, lock
from storage.parts import Attempt, Part, read_attempt, read_parts, write_attempt, write_parts
from storage.store import Transaction, notify
from storage.tables.outbox import deliveries, messages

DETAIL = 300  # characters


@dataclass(frozen=True)
class Grip:
    """A claim's name, and for how long it holds; another takes over a row whose claimer died."""

    lease: str
    lasts: timedelta


@dataclass(frozen=True)
class Wish:
    """At most so many deliveries on a platform."""

    platform: str
    most: int


@dataclass(frozen=True)
class Claim:
    """A delivery in hand: `wanted` is the revision to show, of which `body` is the newest."""

    delivery: int
    message: int
    kind: str
    body: str
    request: str
    revision: int
    created_at: datetime
    useless_at: datetime | None
    target: Target
    due: datetime
    wanted: int
    shown: int
    parts: tuple[Part, ...]
    attempt: Attempt | None
    attempts: int
    grip: Grip


async def due_platforms(transaction: Transaction, lasts: timedelta, now: datetime) -> frozenset[str]:
    """Where something is to be done now."""
    at = await _lease_clock(transaction, now)
    found = select(deliveries.c.platform).where(_free(deliveries.c, at, now, lasts)).distinct()
    return frozenset((await transaction.execute(found)).scalars())


async def claim(
    transaction: Transaction, grip: Grip, wish: Wish, now: datetime, in_hand: Collection[int] = ()
) -> tuple[Claim, ...]:
    """Take what is due, one delivery a destination, so that none overtakes another there."""
    at = await _lease_clock(transaction, now)
    here = (deliveries.c.platform == wish.platform) & deliveries.c.id.not_in(in_hand)
    first = here & ~_is_preceded(at, now, grip.lasts)
    numbers: list[int] = []
    for free in (_abandoned(deliveries.c, at, grip.lasts), _due(deliveries.c, now)):
        order = select(deliveries.c.id).where(free, first).order_by(deliveries.c.next_at, deliveries.c.id)
        some = order.limit(wish.most - len(numbers)).with_for_update(skip_locked=True)
        numbers += (await transaction.execute(some)).scalars()
    if not numbers:
        return ()
    held = {"state": "claimed", "lease": grip.lease, "lease_until": at + grip.lasts}
    await transaction.execute(update(deliveries).where(deliveries.c.id.in_(numbers)).values(**held))
    found = _joined().where(deliveries.c.id.in_(numbers)).order_by(deliveries.c.next_at, deliveries.c.id)
    return tuple(_claim(row, grip) for row in await transaction.execute(found))


async def look(transaction: Transaction, claim: Claim, now: datetime) -> Claim | None:
    """The claim as it is now, held for a whole lease from here; None where it is not ours any more."""
    if not await _write(transaction, claim, now):
        return None
    row = (await transaction.execute(_joined().where(deliveries.c.id == claim.delivery))).first()
    return _claim(row, claim.grip) if row else None


async def begin(transaction: Transaction, claim: Claim, attempt: Attempt, now: datetime) -> bool:
    """Note what is about to be sent; False where the claim is lost or another revision is wanted by now."""
    as_known = deliveries.c.wanted == claim.wanted
    return await _write(transaction, claim, now, as_known, attempt=write_attempt(attempt))


async def record(transaction: Transaction, claim: Claim, parts: tuple[Part, ...], now: datetime) -> bool:
    """Note what stands there; no attempt is open any more."""
    return await _write(transaction, claim, now, parts=write_parts(parts), attempt="")


async def forget(transaction: Transaction, claim: Claim, now: datetime) -> bool:
    """Note that what was attempted did certainly not arrive."""
    return await _write(transaction, claim, now, attempt="")


async def finish(transaction: Transaction, claim: Claim, now: datetime) -> State | None:
    """All is as `claim` wanted it: done, unless something else is wanted since; None for a lost claim."""
    await lock(transaction, claim.message)
    ended: State = "sent" if claim.wanted else "retracted" if claim.shown else "cancelled"
    moved_on = deliveries.c.wanted != claim.wanted
    values = {
        "state": case((moved_on, "planned"), else_=ended),
        "shown": claim.wanted or claim.shown,
        "next_at": case((moved_on, now), else_=deliveries.c.next_at),
    }
    cleared = {"attempts": 0, "reason": "", "detail": ""}
    return await _release(transaction, claim, now, **values, **cleared)


async def put_off(
    transaction: Transaction, claim: Claim, why: tuple[str, str], again: datetime, now: datetime
) -> None:
    """Try once more at `again`, with as many attempts as `claim` tells; `why`: a named reason, its detail."""
    values = {"attempts": claim.attempts, "next_at": again, **_reason(why)}
    await _release(transaction, claim, now, state="planned", **values)


async def give_up(
    transaction: Transaction, claim: Claim, state: State, why: tuple[str, str], now: datetime
) -> bool:
    """End as "failed", "uncertain" or "cancelled"; False where the claim is lost."""
    await lock(transaction, claim.message)
    return await _release(transaction, claim, now, state=state, **_reason(why)) is not None


async def close_message(transaction: Transaction, message: int) -> bool:
    """Whether this was its last open delivery, told once; the caller holds the message's lock."""
    still_open = exists().where(deliveries.c.message == message, deliveries.c.state.in_(OPEN))
    here = (messages.c.id == message) & ~messages.c.summed_up
    closed = update(messages).where(here, ~still_open).values(summed_up=True)
    return (await transaction.execute(closed)).rowcount == 1


async def standing(transaction: Transaction, message: int, target: Target) -> tuple[Part, ...]:
    """What stands of a message at a destination."""
    place = (deliveries.c.platform == target.platform) & (deliveries.c.target == target.id)
    found = select(deliveries.c.parts).where(deliveries.c.message == message, place)
    return read_parts((await transaction.execute(found)).scalar() or NOTHING)


async def known_ids(transaction: Transaction, target: Target) -> frozenset[str]:
    """The platform's ids of all that is known to stand at a destination."""
    here = (deliveries.c.platform == target.platform) & (deliveries.c.target == target.id)
    rows = await transaction.execute(select(deliveries.c.parts).where(here, deliveries.c.parts != NOTHING))
    return frozenset(part.id for text in rows.scalars() for part in read_parts(text))


async def _lease_clock(transaction: Transaction, now: datetime) -> datetime:
    """Leases go by the clock that all their claimers share: the database's own, where there are several."""
    if transaction.dialect.name != "postgresql":
        return now
    at: datetime = (await transaction.execute(select(func.clock_timestamp()))).scalar_one()
    return at


def _free(columns: Any, at: datetime, now: datetime, lasts: timedelta) -> ColumnElement[bool]:
    return or_(_due(columns, now), _abandoned(columns, at, lasts))


def _due(columns: Any, now: datetime) -> ColumnElement[bool]:
    return and_(columns.state == "planned", columns.next_at <= now)


def _abandoned(columns: Any, at: datetime, lasts: timedelta) -> ColumnElement[bool]:
    return and_(columns.state == "claimed", ~_held(columns, at, lasts))


def _held(columns: Any, at: datetime, lasts: timedelta) -> ColumnElement[bool]:
    """A lease from beyond its own length was made before the clock was set back, and counts for nothing."""
    return and_(columns.lease_until > at, columns.lease_until <= at + lasts)


def _is_preceded(at: datetime, now: datetime, lasts: timedelta) -> ColumnElement[bool]:
    """Somebody is delivering at the same destination, or an older delivery waits for it."""
    other = deliveries.alias()
    same = [other.c[name] == deliveries.c[name] for name in ("platform", "place", "target")]
    busy = and_(other.c.state == "claimed", _held(other.c, at, lasts))
    older = and_(other.c.id < deliveries.c.id, _free(other.c, at, now, lasts))
    return exists().where(*same, or_(busy, older))


def _joined() -> Any:
    told = ("kind", "body", "request", "revision", "created_at", "useless_at")
    columns = [messages.c[name] for name in told]
    return select(deliveries, *columns).join(messages, messages.c.id == deliveries.c.message)


def _claim(row: Row[Any], grip: Grip) -> Claim:
    return Claim(
        row.id,
        row.message,
        row.kind,
        row.body,
        row.request,
        row.revision,
        row.created_at,
        row.useless_at,
        Target(row.platform, row.place, row.target, row.person),
        row.due_at,
        row.wanted,
        row.shown,
        read_parts(row.parts),
        read_attempt(row.attempt),
        row.attempts,
        grip,
    )


def _reason(why: tuple[str, str]) -> dict[str, str]:
    name, detail = why
    return {"reason": name, "detail": detail[:DETAIL]}


async def _write(
    transaction: Transaction, claim: Claim, now: datetime, *where: ColumnElement[bool], **values: object
) -> bool:
    """Write to our own row and hold it for another lease."""
    until = await _lease_clock(transaction, now) + claim.grip.lasts
    changed = update(deliveries).where(_ours(claim), *where).values(lease_until=until, **values)
    return (await transaction.execute(changed)).rowcount == 1


async def _release(transaction: Transaction, claim: Claim, now: datetime, **values: object) -> State | None:
    let_go = {"lease": "", "lease_until": None, "changed_at": now}
    changed = update(deliveries).where(_ours(claim)).values(**let_go, **values)
    state: State | None = (await transaction.execute(changed.returning(deliveries.c.state))).scalar()
    if state == "planned":
        notify(transaction)
    return state


def _ours(claim: Claim) -> ColumnElement[bool]:
    mine = (deliveries.c.lease == claim.grip.lease) & (deliveries.c.state == "claimed")
    return (deliveries.c.id == claim.delivery) & mine
