"""Rows go when their time is over, and not before."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage import calls, retention, seen
from storage.retention import purge
from storage.store import Store
from storage.tables.process import calls as calls_table
from tests.doubles import SUMMER


async def called(store: Store, *days_ago: int) -> None:
    async with store.begin() as transaction:
        for days in days_ago:
            at = SUMMER - timedelta(days=days)
            await calls.add(transaction, calls.CallRecord(at, "web", f"c{days}", "done", 1))


async def left(store: Store) -> list[str]:
    async with store.reading() as transaction:
        return [call.command for call in await calls.latest(transaction, 10)]


async def test_old_calls_go_and_young_ones_stay(store: Store) -> None:
    await called(store, 401, 399, 0)
    assert (await purge(store, SUMMER))["calls"] == 1
    assert await left(store) == ["c399", "c0"]


async def test_a_second_purge_finds_nothing(store: Store) -> None:
    await called(store, 401, 500)
    await purge(store, SUMMER)
    assert set((await purge(store, SUMMER)).values()) == {0}


async def test_a_delivery_is_forgotten_when_no_platform_repeats_it_any_more(store: Store) -> None:
    async with store.begin() as transaction:
        await seen.first_time(transaction, "Ev1", SUMMER - timedelta(days=3))
        await seen.first_time(transaction, "Ev2", SUMMER - timedelta(hours=3))
    assert (await purge(store, SUMMER))["seen"] == 1


async def test_more_rows_than_a_batch_go_batch_by_batch(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    await called(store, *range(500, 505), 0)
    assert (await purge(store, SUMMER))["calls"] == 5
    async with store.reading() as transaction:
        assert (await transaction.execute(select(func.count()).select_from(calls_table))).scalar() == 1
