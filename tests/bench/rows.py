"""What an operation costs on an empty store, and on one with a million rows in each of its tables.

python -m tests.bench.rows [ROWS]
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from rich.console import Console
from rich.table import Table

from storage import asked, audit, calls, claims, outbox, reminders, reviewers, seen
from storage.people import Account, person_of
from storage.store import Store, Transaction, open_store

ROWS, REPEATS = 1_000_000, 300
NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
AT, USER, EMPTY = "'2025-07-01 00:00:00.000000'", "'U' || i", "''"

FILLED = {
    "people": {"id": "i", "created_at": AT},
    "accounts": {"platform": "'slack'", "user_id": USER, "person": "i"},
    "calls": {
        "at": AT,
        "platform": "'slack'",
        "command": "'deadline'",
        "outcome": "'done'",
        "milliseconds": "5",
    },
    "seen": {"key": "'key' || i", "at": AT},
    "audit": {
        "at": AT,
        "actor": "'Ada'",
        "action": "'sent'",
        "subject": "'announcement ' || i",
        "detail": EMPTY,
    },
    "messages": {
        "id": "i",
        "kind": "'reminder'",
        "key": "'key' || i",
        "body": "'{}'",
        "request": EMPTY,
        "revision": "1",
        "created_at": AT,
        "summed_up": "1",
    },
    "deliveries": {
        **dict.fromkeys(("message", "person", "wanted", "shown", "attempts"), "i"),
        **dict.fromkeys(("due_at", "next_at", "changed_at"), AT),
        **dict.fromkeys(("lease", "attempt", "reason", "detail"), EMPTY),
        "platform": "'slack'",
        "place": "'person'",
        "target": USER,
        "state": "'sent'",
        "parts": "'[]'",
    },
    "asked": {
        "person": "i",
        "platform": "'slack'",
        "channel": "'C1'",
        "thread": EMPTY,
        "question": "'When?'",
        "outcome": "'stated'",
        "version": "0",
        "shared": "0",
        "at": AT,
    },
    "reminders": {
        "person": "i",
        "deadline": "'submission'",
        "platform": "'slack'",
        "user_id": USER,
        "channel": "'C1'",
        "zone": "'UTC'",
        "created_at": AT,
        "in_channel": "0",
        "failures": "0",
    },
}


def filling(table: str, rows: int) -> str:
    """The statement that puts so many rows there, numbered by i."""
    values = FILLED[table]
    columns, expressions = ", ".join(values), ", ".join(values.values())
    return (
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 - all of it stands above
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
        f"SELECT {expressions} FROM n"
    )


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
}


async def measure(rows: int) -> dict[str, float]:
    """Seconds of each operation, in the median, with so many rows in each table."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'usher.db'}") as store:
            async with store.begin() as transaction:
                for table in FILLED:
                    await transaction.exec_driver_sql(filling(table, rows))
            numbers = count(1)
            return {name: await _timed(store, each, numbers) for name, each in OPERATIONS.items()}


async def _timed(store: Store, operation: Operation, numbers: "count[int]") -> float:
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        async with store.begin() as transaction:
            await operation(transaction, next(numbers))
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def shown(few: dict[str, float], many: dict[str, float], rows: int) -> Table:
    table = Table(title=f"A unit of work on SQLite, with 1,000 and with {rows:,} rows in each table")
    for column in ("operation", "1,000", f"{rows:,}", "ratio"):
        table.add_column(column, justify="left" if column == "operation" else "right")
    for name, before in few.items():
        after = many[name]
        cells = f"{before * 1000:.2f} ms", f"{after * 1000:.2f} ms", f"{after / before:.2f}"
        table.add_row(name, *cells)
    return table


async def main(rows: int) -> None:
    Console().print(shown(await measure(1_000), await measure(rows), rows))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
