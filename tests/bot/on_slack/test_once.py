"""Deliveries are told apart, and forgotten after some days."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.on_slack.once import KEPT, PURGE_EVERY, Once, key
from storage.errors import StoreError
from storage.store import Store
from tests.doubles import FixedClock


async def test_a_delivery_is_new_once_and_forgotten_when_slack_no_longer_repeats_it(store: Store) -> None:
    clock = FixedClock()
    once = Once(store, clock)
    assert await once.is_new({"event_id": "Ev1"})
    assert not await once.is_new({"event_id": "Ev1"})
    clock.at += KEPT + timedelta(seconds=1)
    clock.seconds += PURGE_EVERY
    assert await once.is_new({"event_id": "Ev2"})
    assert await once.is_new({"event_id": "Ev1"})


async def test_without_a_store_a_call_is_rather_answered_twice_than_not_at_all(store: Store) -> None:
    async with store.begin() as transaction:
        await transaction.execute(text("DROP TABLE seen"))
    with pytest.raises(StoreError):
        async with store.begin() as transaction:
            await transaction.execute(text("SELECT * FROM seen"))
    assert await Once(store, FixedClock()).is_new({"event_id": "Ev1"})


def test_an_event_is_known_by_its_id_and_an_action_by_all_it_holds() -> None:
    assert key({"event_id": "Ev1", "retry": 1}) == key({"event_id": "Ev1"})
    assert key({"trigger_id": "1"}) != key({"trigger_id": "2"})
    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})
