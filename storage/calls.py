"""Which commands ran, when, and how it ended: no person, no option, no content."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from storage.schema import calls
from storage.store import Transaction

NAME_LENGTH = 64  # characters of a command that are kept


@dataclass(frozen=True)
class CallRecord:
    at: datetime
    platform: str
    command: str
    outcome: str
    milliseconds: int


async def add(transaction: Transaction, record: CallRecord) -> None:
    await transaction.execute(
        insert(calls).values(
            at=record.at.astimezone(UTC),
            platform=record.platform,
            command=record.command,
            outcome=record.outcome,
            milliseconds=record.milliseconds,
        )
    )


async def latest(transaction: Transaction, count: int) -> tuple[CallRecord, ...]:
    """The newest `count` records, oldest first."""
    newest = select(calls).order_by(calls.c.id.desc()).limit(count)
    rows = (await transaction.execute(newest)).all()
    return tuple(
        CallRecord(_utc(row.at), row.platform, row.command, row.outcome, row.milliseconds)
        for row in reversed(rows)
    )


def _utc(at: datetime) -> datetime:
    """SQLite forgets the zone of a time that was written in UTC."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
