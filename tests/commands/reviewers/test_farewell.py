"""Sign-ups go on the day that was agreed, and their people are told a week before."""

from datetime import timedelta

from commands.reviewers.farewell import tell_before_erasing
from storage import outbox, reviewers
from storage.people import Account, known_person
from storage.retention import purge
from tests.commands.reviewers.conftest import ADA, Desk


async def notices(desk: Desk) -> int:
    async with desk.store.begin() as transaction:
        return sum((await outbox.counts(transaction)).values())


async def test_who_signed_up_is_told_once_a_week_before(desk: Desk) -> None:
    await desk.signs_up(ADA)
    reviewing = desk.services.event.reviewing
    assert reviewing is not None
    await tell_before_erasing(desk.services, reviewing.erase_at - timedelta(days=8))
    assert await notices(desk) == 0
    for days in (7, 6, 1):
        await tell_before_erasing(desk.services, reviewing.erase_at - timedelta(days=days))
    assert await notices(desk) == 1


async def test_after_that_day_the_sign_up_is_gone_and_so_is_who_left_nothing_else(desk: Desk) -> None:
    await desk.signs_up(ADA)
    reviewing = desk.services.event.reviewing
    assert reviewing is not None
    await purge(desk.store, reviewing.erase_at)
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 1
    await purge(desk.store, reviewing.erase_at + timedelta(seconds=1))
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 0
        assert await known_person(transaction, Account("discord", "ada")) is None
