"""No query about reviewers goes through a table without an index."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import event, text

from storage import personal, reviewers
from storage.people import Account, known_person
from storage.store import Store, Transaction
from tests.storage.test_reviewers import LATER, NOW, add, person, sign_up

Asked = list[tuple[str, Any]]


@pytest.fixture
async def asked(store: Store) -> AsyncIterator[Asked]:
    """Every statement that asks for or changes something, as the database got it."""
    kept: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            kept.append((statement, values))

    engine = store._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield kept
    event.remove(engine, "before_cursor_execute", note)


async def everything(store: Store, ada: int) -> None:
    async with store.begin() as transaction:
        signed = sign_up(ada, "ada@example.org")
        await add(transaction, signed)
        await known_person(transaction, Account("web", "ada"))
        await reviewers.find(transaction, ada)
        await reviewers.holder(transaction, "ada@example.org")
        await reviewers.change(transaction, signed)
        await reviewers.place_in_queue(transaction, signed)
        await reviewers.first_in_queue(transaction)
        await reviewers.counts(transaction)
        await reviewers.loads(transaction)
        await reviewers.without_profile(transaction, 10)
        await reviewers.shared_profiles(transaction)
        await reviewers.declared(transaction)
        await reviewers.note_reminded(transaction, ada, NOW)
        await reviewers.due(transaction, LATER)
        await reviewers.withdraw(transaction, signed, NOW)
        await reviewers.take_import(transaction, 1, ada)
        await personal.export(transaction, ada)
        await reviewers.remove(transaction, ada)
    assert [page async for page in reviewers.everyone(store, "signed")] == [()]


async def test_every_query_takes_an_index(store: Store, asked: Asked) -> None:
    await everything(store, await person(store, "ada"))
    async with store.begin() as transaction:
        plans = {statement: await plan(transaction, statement, values) for statement, values in tuple(asked)}
    assert len(plans) > 20
    assert {statement: told for statement, told in plans.items() if goes_through_all(told)} == {}


async def plan(transaction: Transaction, statement: str, values: Any) -> list[str]:
    if transaction.dialect.name == "sqlite":
        rows = await transaction.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [str(tuple(row)[-1]) for row in rows]
    await transaction.execute(text("SET LOCAL enable_seqscan = off"))  # it prefers one for a table this small
    rows = await transaction.exec_driver_sql(f"EXPLAIN {statement}", values)
    return [str(tuple(row)[-1]) for row in rows]


def goes_through_all(told: list[str]) -> bool:
    return any(
        ("SCAN" in step and "INDEX" not in step and "PRIMARY KEY" not in step) for step in told
    ) or any("Seq Scan" in step for step in told)
