"""What was handled once is known to have been, on both databases."""

import asyncio
from datetime import timedelta

from storage import seen
from storage.store import Store
from tests.doubles import SUMMER

DAY = timedelta(days=1)


async def is_new(store: Store, key: str, days: int = 0) -> bool:
    async with store.begin() as transaction:
        return await seen.first_time(transaction, key, SUMMER + days * DAY)


async def test_a_key_is_new_once_whatever_its_length(store: Store) -> None:
    long = "k" * 5_000
    assert await is_new(store, long)
    assert not await is_new(store, long)
    assert await is_new(store, f"{long}!")


async def test_of_many_at_once_one_is_first(store: Store) -> None:
    told = await asyncio.gather(*(is_new(store, "Ev1") for _ in range(20)))
    assert sorted(told) == [False] * 19 + [True]


async def test_old_keys_are_forgotten_and_young_ones_kept(store: Store) -> None:
    assert await is_new(store, "old", days=0)
    assert await is_new(store, "young", days=2)
    async with store.begin() as transaction:
        await seen.purge(transaction, SUMMER + DAY)
    assert await is_new(store, "old", days=2)
    assert not await is_new(store, "young", days=2)
