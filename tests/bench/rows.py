"""What an operation costs on an empty store, and on one with a million rows in each of its tables.

ROWS=number python -m tests.bench rows
"""

import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table

from storage import announcements, asked, audit, calls, claims, outbox, questions, reminders, reviewers, seen
from storage.backup import reflected
from storage.people import Account, person_of
from storage.store import Store, Transaction, open_store
from tests.bench.table import Row

ROWS, REPEATS = int(os.environ.get("ROWS", "1000000")), 300
FLAT = 2.0  # times that an operation may take longer with all rows
NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
AT, USER, KEY, EMPTY = "'2025-07-01 00:00:00.000000'", "'U' || i", "'key' || i", "''"

VALUES = {
    "accounts.platform": "'slack'",
    "accounts.user_id": USER,
    "announcement_revisions.channels": "'[]'",
    "announcement_revisions.groups": "'[]'",
    "announcement_revisions.mentions": "'[]'",
    "announcements.message": "i",
    "announcements.state": "'open'",
    "asked.channel": "'C1'",
    "asked.platform": "'slack'",
    "audit.subject": "'announcement ' || i",
    "deliveries.parts": "'[]'",
    "deliveries.person": "i",
    "deliveries.place": "'person'",
    "deliveries.platform": "'slack'",
    "deliveries.state": "'sent'",
    "deliveries.target": USER,
    "messages.body": "'{}'",
    "messages.key": KEY,
    "messages.summed_up": "1",
    "questions.state": "'answered'",
    "reminders.platform": "'slack'",
    "reviewers.email_hash": KEY,
    "reviewers.state": "'signed'",
    "reviewers.topics": "'[]'",
}
"""What stands in a column where it is not what its kind has; `i` numbers the rows."""


def filling(table: Table, rows: int) -> str:
    """The statement that puts so many rows there, numbered by i."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(map(_value, table.columns))
    return (
        f"INSERT INTO {table.name} ({columns}) "  # noqa: S608 - all of it stands here
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
        f"SELECT {values} FROM n"
    )


def _value(column: Column[Any]) -> str:
    name = f"{column.table.name}.{column.name}"
    if name in VALUES or column.nullable:
        return VALUES.get(name, "NULL")
    text = KEY if column.primary_key else EMPTY
    kinds: dict[type, str] = {bool: "0", int: "i", datetime: AT, str: text}
    return kinds[column.type.python_type]


Operation = Callable[[Transaction, int], Awaitable[object]]


async def _add_call(transaction: Transaction, _number: int) -> None:
    await calls.add(transaction, calls.CallRecord(NOW, "slack", "deadline", "done", 5))


async def _write_audit(transaction: Transaction, number: int) -> None:
    await audit.write(transaction, audit.Entry(NOW, None, "Ada", "sent", f"announcement {number}"))


async def _hand_over(transaction: Transaction, number: int) -> None:
    target = outbox.Target("slack", "channel", f"C{number}")
    message = outbox.NewMessage("notice", "{}", f"new {number}")
    await outbox.add(transaction, message, [target], at=NOW, due=NOW)


async def _claim(transaction: Transaction, number: int) -> None:
    grip = claims.Grip(f"lease {number}", timedelta(seconds=60))
    await claims.claim(transaction, grip, claims.Wish("slack", 1), NOW)


async def _ask(transaction: Transaction, number: int) -> None:
    await asked.last_question(transaction, asked.Spot(number, "slack", "C1", ""), NOW - timedelta(minutes=10))
    new = asked.NewAsked(1, "slack", "C1", "", "When?", "stated", None, NOW)
    await asked.add(transaction, new)


async def _look_at_the_outbox(transaction: Transaction, _number: int) -> None:
    await outbox.counts(transaction, states=outbox.UNDONE)
    await outbox.oldest_due(transaction, NOW)


OPERATIONS: dict[str, Operation] = {
    "keep that a command ran": _add_call,
    "see an event the first time": lambda transaction, number: seen.first_time(
        transaction, f"n{number}", NOW
    ),
    "find who an account is": lambda transaction, _number: person_of(
        transaction, Account("slack", "U1"), NOW
    ),
    "meet somebody new": lambda transaction, number: person_of(
        transaction, Account("discord", str(number)), NOW
    ),
    "write the audit log": _write_audit,
    "read a subject's audit log": lambda transaction, _number: audit.read(transaction, "announcement 1"),
    "hand a message over": _hand_over,
    "claim a delivery": _claim,
    "keep a question": _ask,
    "open a sign-up": reviewers.find,
    "find one's reminders": reminders.of_person,
    "look at the outbox, for the metrics": _look_at_the_outbox,
    "read a question that organisers answered": questions.get,
    "list the newest announcements": lambda transaction, _number: announcements.newest(transaction, 10),
    "find an announcement by its message": announcements.of_message,
    "find who signed up with an address": lambda transaction, number: reviewers.holder(
        transaction, f"p{number}@example.org"
    ),
}


@asynccontextmanager
async def filled(rows: int) -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'usher.db'}") as store:
            async with store.begin() as transaction:
                for table in await transaction.run_sync(reflected):
                    await transaction.exec_driver_sql(filling(table, rows))
            yield store


async def measure(operation: Operation, stores: Sequence[Store], numbers: "count[int]") -> list[float]:
    """Seconds with each store, in the median; they take turns, so that a busy moment falls on all."""
    taken: list[list[float]] = [[] for _ in stores]
    for _ in range(REPEATS):
        for store, seconds in zip(stores, taken, strict=True):
            began = time.perf_counter()
            async with store.begin() as transaction:
                await operation(transaction, next(numbers))
            seconds.append(time.perf_counter() - began)
    return [statistics.median(seconds) for seconds in taken]


async def bench() -> list[Row]:
    numbers = count(1)
    async with filled(1_000) as small, filled(ROWS) as large:
        measured = {name: await measure(each, (small, large), numbers) for name, each in OPERATIONS.items()}
    return [
        Row(
            f"SQLite, {ROWS:,} rows in each table: {name}",
            f"{many * 1000:.2f} ms",
            f"{few * 1000:.2f} ms with 1,000",
            many < FLAT * few,
        )
        for name, (few, many) in measured.items()
    ]
