"""Moves of deadlines: proposed first, confirmed once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from storage import moves
from storage.errors import StoreError
from storage.moves import NewMove
from storage.retention import purge
from storage.store import Store

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
DUE = datetime(2025, 8, 24, 23, 59, tzinfo=timezone(timedelta(hours=-12)))
MOVE = NewMove("submission", 1, date(2025, 8, 22), DUE, "AoE", "The server was down.", None, "Grace")


async def test_a_proposal_moves_nothing_until_it_is_confirmed(store: Store) -> None:
    async with store.begin() as transaction:
        proposal = await moves.propose(transaction, MOVE, NOW)
        assert await moves.confirmed(transaction) == ()
        assert await moves.confirm(transaction, proposal, NOW)
        (made,) = await moves.confirmed(transaction)
    assert (made.id, made.before, made.after, made.at) == (proposal, date(2025, 8, 22), DUE, NOW)
    assert made.after.isoformat() == DUE.isoformat()


async def test_a_proposal_is_confirmed_once(store: Store) -> None:
    async with store.begin() as transaction:
        proposal = await moves.propose(transaction, MOVE, NOW)
        assert [await moves.confirm(transaction, proposal, NOW) for _ in range(2)] == [True, False]
        assert await moves.count(transaction, "submission") == 1


async def test_two_proposals_for_the_same_step_are_never_both_confirmed(store: Store) -> None:
    async with store.begin() as transaction:
        first, second = [await moves.propose(transaction, MOVE, NOW) for _ in range(2)]
        await moves.confirm(transaction, first, NOW)
    with pytest.raises(StoreError):
        async with store.begin() as transaction:
            await moves.confirm(transaction, second, NOW)


async def test_a_proposal_that_nobody_confirms_is_forgotten_and_a_move_is_not(store: Store) -> None:
    async with store.begin() as transaction:
        made, stale = [await moves.propose(transaction, replace(MOVE, number=n), NOW) for n in (1, 2)]
        await moves.confirm(transaction, made, NOW)
    await purge(store, NOW + timedelta(days=2))
    async with store.reading() as transaction:
        assert await moves.find(transaction, stale) is None
        assert await moves.find(transaction, made) is not None
