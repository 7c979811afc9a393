"""Deadlines that organisers moved: proposed first, then confirmed once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, Select, func, insert, select, update

from storage.store import Transaction
from storage.tables.moves import deadline_moves


@dataclass(frozen=True)
class NewMove:
    """The `number`-th move of a deadline, counted from 1; `zone` is as its organiser wrote it."""

    deadline: str
    number: int
    before: datetime | date
    after: datetime | date
    zone: str
    reason: str
    person: int | None
    actor: str


@dataclass(frozen=True)
class KeptMove(NewMove):
    """`at` is when it was confirmed, or proposed as long as it is not."""

    id: int
    at: datetime


async def propose(transaction: Transaction, move: NewMove, at: datetime) -> int:
    """The proposal's id; nothing is moved yet."""
    dates = {"before": move.before.isoformat(), "after": move.after.isoformat()}
    row = {**vars(move), **dates, "proposed_at": at}
    made: int = (
        await transaction.execute(insert(deadline_moves).values(row).returning(deadline_moves.c.id))
    ).scalar_one()
    return made


async def find(transaction: Transaction, number: int) -> KeptMove | None:
    row = (await transaction.execute(_moves().where(deadline_moves.c.id == number))).first()
    return _move(row) if row else None


async def confirm(transaction: Transaction, proposal: int, at: datetime) -> bool:
    """Whether it is confirmed by this; False when it was before."""
    table = deadline_moves
    open_one = (table.c.id == proposal) & table.c.confirmed_at.is_(None)
    return (await transaction.execute(update(table).where(open_one).values(confirmed_at=at))).rowcount == 1


async def confirmed(transaction: Transaction) -> tuple[KeptMove, ...]:
    """Every move that was made, the moves of each deadline in their order."""
    made = _moves().where(deadline_moves.c.confirmed_at.is_not(None)).order_by(deadline_moves.c.number)
    return tuple(_move(row) for row in await transaction.execute(made))


async def count(transaction: Transaction, deadline: str) -> int:
    """How often a deadline was moved."""
    table = deadline_moves
    made = (table.c.deadline == deadline) & table.c.confirmed_at.is_not(None)
    found: int = (await transaction.execute(select(func.count()).where(made))).scalar_one()
    return found


def _moves() -> Select[tuple[object, ...]]:
    return select(deadline_moves)


def _move(row: Row[tuple[object, ...]]) -> KeptMove:
    kept = row._mapping  # noqa: SLF001 - its public name
    named = {name: kept[name] for name in ("deadline", "number", "zone", "reason", "person", "actor", "id")}
    before, after = _date(kept["before"]), _date(kept["after"])
    return KeptMove(**named, before=before, after=after, at=kept["confirmed_at"] or kept["proposed_at"])


def _date(written: str) -> datetime | date:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
