"""One process at a time holds the lock, and the next has it as soon as that one is gone."""

import asyncio

from sqlalchemy import text

from storage.lock import GATEWAY, held_alone
from storage.store import Store, open_store


async def test_the_lock_is_one_processs_at_a_time(store: Store, database_url: str) -> None:
    if not store.is_shared:
        async with held_alone(store, GATEWAY, lambda: None) as lost:
            assert not lost.is_set()
        return
    waiting, order = asyncio.Event(), list[str]()

    async def second() -> None:
        async with open_store(database_url) as other, held_alone(other, GATEWAY, waiting.set):
            order.append("second")

    async with held_alone(store, GATEWAY, lambda: None):
        task = asyncio.create_task(second())
        await asyncio.wait_for(waiting.wait(), 20)
        order.append("first")
    await asyncio.wait_for(task, 20)
    assert order == ["first", "second"]


async def test_a_lock_whose_connection_is_cut_is_told_as_lost(store: Store) -> None:
    if not store.is_shared:
        return
    async with held_alone(store, GATEWAY, lambda: None) as lost:
        async with store.begin() as transaction:
            here = (
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock"
            )
            await transaction.execute(text(here), {"lock": GATEWAY})
        await asyncio.wait_for(lost.wait(), 20)
