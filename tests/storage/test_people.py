"""People behind accounts, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from storage import audit, personal
from storage.people import Account, accounts_of, join, keep_code, known_person, person_of, redeem_code
from storage.store import Store
from storage.tables.people import people

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
HERE, THERE = Account("discord", "1"), Account("slack", "U1")


async def meet(store: Store, account: Account) -> int:
    async with store.begin() as transaction:
        return await person_of(transaction, account, NOW)


async def test_two_meetings_at_once_make_one_person(store: Store) -> None:
    assert len(set(await asyncio.gather(*(meet(store, HERE) for _ in range(5))))) == 1
    async with store.begin() as transaction:
        assert (await transaction.execute(select(func.count()).select_from(people))).scalar() == 1


async def test_a_code_joins_two_accounts_and_works_once(store: Store) -> None:
    keep, other = await meet(store, HERE), await meet(store, THERE)
    async with store.begin() as transaction:
        await keep_code(transaction, keep, "AB12", NOW)
        assert await redeem_code(transaction, "AB12", NOW) == keep
        assert await redeem_code(transaction, "AB12", NOW) is None
        await join(transaction, keep, other)
        assert set(await accounts_of(transaction, keep)) == {HERE, THERE}


async def test_a_code_dies_after_a_quarter_of_an_hour(store: Store) -> None:
    person = await meet(store, HERE)
    async with store.begin() as transaction:
        await keep_code(transaction, person, "AB12", NOW)
        assert await redeem_code(transaction, "AB12", NOW + timedelta(minutes=15)) is None


async def test_erasing_a_person_forgets_the_accounts_and_blanks_the_audit_log(store: Store) -> None:
    person = await meet(store, HERE)
    async with store.begin() as transaction:
        await audit.write(transaction, audit.Entry(NOW, person, "Ada", "sent", "announcement 1"))
        assert set(await personal.export(transaction, person)) == {"accounts", "audit"}
        await personal.erase(transaction, person)
        assert await known_person(transaction, HERE) is None
        assert [entry.person for entry in await audit.read(transaction)] == [None]
