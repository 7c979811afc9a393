"""Which commands ran, when, and how it ended: no person, no option, no content."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.store import Transaction
from storage.tables.process import calls


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
            at=record.at,
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
        CallRecord(row.at, row.platform, row.command, row.outcome, row.milliseconds) for row in reversed(rows)
    )
