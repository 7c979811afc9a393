"""Who wants to be reminded: kept once a person and deadline, and gone with the person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage import kept, personal, reminders
from storage.people import Account, join, person_of
from storage.reminders import NewReminder
from storage.retention import purge
from storage.store import Store, Transaction

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)


async def asked(transaction: Transaction, user: str, deadline: str = "submission") -> NewReminder:
    person = await person_of(transaction, Account("slack", user), NOW)
    wanted = NewReminder(person, deadline, "slack", user, "C1", "Europe/Berlin")
    await reminders.want(transaction, wanted, NOW)
    return wanted


async def test_asking_again_replaces_what_was_asked_before(store: Store) -> None:
    async with store.begin() as transaction:
        first = await asked(transaction, "U1")
        await reminders.want(transaction, replace(first, channel="C2"), NOW)
        (found,) = await reminders.of_person(transaction, first.person)
    assert found.channel == "C2"


async def test_people_are_found_by_their_zone_in_batches(store: Store) -> None:
    async with store.begin() as transaction:
        for number in range(5):
            await asked(transaction, f"U{number}")
        assert await reminders.zones(transaction, "slack", "submission") == ("Europe/Berlin",)
        first = await reminders.wanting(transaction, "slack", "submission", "Europe/Berlin", after=0, most=3)
        rest = await reminders.wanting(
            transaction, "slack", "submission", "Europe/Berlin", after=first[-1].id, most=3
        )
    assert [item.user_id for item in (*first, *rest)] == [f"U{number}" for number in range(5)]


async def test_a_person_is_told_once_however_many_deadlines_were_asked_for(store: Store) -> None:
    async with store.begin() as transaction:
        for deadline in ("submission", "notification"):
            await asked(transaction, "U1", deadline)
        assert len(await reminders.of_deadlines(transaction, ["submission", "notification"])) == 1


async def test_two_accounts_of_one_person_that_asked_for_the_same_are_one_after_joining(store: Store) -> None:
    async with store.begin() as transaction:
        one, other = await asked(transaction, "U1"), await asked(transaction, "U2")
        await join(transaction, one.person, other.person)
        (found,) = await reminders.of_deadlines(transaction, ["submission"])
    assert found.person == one.person


async def test_what_a_person_asked_for_is_exported_and_erased(store: Store) -> None:
    async with store.begin() as transaction:
        wanted = await asked(transaction, "U1")
        assert "reminders" in await personal.export(transaction, wanted.person)
        await personal.erase(transaction, wanted.person)
        assert await reminders.count(transaction) == {}


async def test_what_was_asked_for_is_forgotten_after_the_season(store: Store) -> None:
    async with store.begin() as transaction:
        await asked(transaction, "U1")
    for days, left in ((199, 1), (201, 0)):
        await purge(store, NOW + timedelta(days=days))
        async with store.reading() as transaction:
            assert len(await reminders.of_deadlines(transaction, ["submission"])) == left


async def test_the_search_for_people_uses_an_index(store: Store) -> None:
    query = "SELECT * FROM reminders WHERE platform = 'slack' AND deadline = 'x' AND zone = 'UTC' AND id > 7"
    async with store.begin() as transaction:
        if transaction.dialect.name == "sqlite":
            plan = (await transaction.execute(text(f"EXPLAIN QUERY PLAN {query}"))).all()
            assert "reminders_by_zone" in str(plan)
        else:
            await transaction.execute(text("SET LOCAL enable_seqscan = off"))
            plan = (await transaction.execute(text(f"EXPLAIN {query}"))).all()
            assert "Index" in str(plan)


async def test_a_value_is_replaced_only_by_who_knows_it(store: Store) -> None:
    async with store.begin() as transaction:
        assert await kept.replace(transaction, "look", None, "1")
        assert not await kept.replace(transaction, "look", None, "2")
        assert not await kept.replace(transaction, "look", "0", "2")
        assert await kept.replace(transaction, "look", "1", "2")
        assert await kept.read(transaction, "look") == "2"
