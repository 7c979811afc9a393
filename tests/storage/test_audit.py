"""The audit log only grows; of what it holds, nothing but whose deed it was can be forgotten."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, text, update

from storage.audit import Entry, read, write
from storage.errors import StoreError
from storage.people import Account, join, person_of
from storage.personal import erase
from storage.store import Store
from storage.tables.audit import audit
from tests.doubles import SUMMER

GRACE = Account("slack", "U02GRACE")


async def kept(store: Store) -> Entry:
    async with store.begin() as transaction:
        person = await person_of(transaction, GRACE, SUMMER)
        entry = Entry(SUMMER, person, "Grace", "confirmed", "announcement 7", "revision 2")
        await write(transaction, entry)
    return entry


@pytest.mark.parametrize(
    "statement",
    [
        delete(audit),
        update(audit).values(action="discarded"),
        update(audit).values(actor="Somebody else"),
        update(audit).values(person=None, detail="nothing"),
        update(audit).values(person=audit.c.person),
    ],
    ids=str,
)
async def test_nothing_in_it_is_changed_or_deleted(store: Store, statement: object) -> None:
    entry = await kept(store)
    with pytest.raises(StoreError, match="only ever added to"):
        async with store.begin() as transaction:
            await transaction.execute(statement)  # type: ignore[call-overload]  # any statement will do
    async with store.reading() as transaction:
        assert await read(transaction) == (entry,)


async def test_on_postgresql_it_is_not_emptied_at_once_either(store: Store) -> None:
    async with store.begin() as transaction:
        if transaction.dialect.name == "sqlite":
            return  # which knows no such statement
    await kept(store)
    with pytest.raises(StoreError, match="only ever added to"):
        async with store.begin() as transaction:
            await transaction.execute(text("TRUNCATE audit"))


async def test_a_forgotten_person_leaves_the_deed_without_the_name(store: Store) -> None:
    entry = await kept(store)
    async with store.begin() as transaction:
        assert entry.person
        await erase(transaction, entry.person)
        assert await read(transaction) == (replace(entry, person=None, actor="an organiser"),)


async def test_joining_two_accounts_leaves_the_log_as_it_is(store: Store) -> None:
    entry = await kept(store)
    async with store.begin() as transaction:
        other = await person_of(transaction, Account("discord", "9"), SUMMER)
        assert entry.person
        await join(transaction, other, entry.person)
        assert await read(transaction) == (replace(entry, person=None),)


async def test_the_newest_deed_comes_first_and_of_one_subject_where_asked(store: Store) -> None:
    entry = await kept(store)
    later, other = replace(entry, action="retracted"), replace(entry, subject="announcement 8")
    async with store.begin() as transaction:
        for more in (later, other):
            await write(transaction, more)
        assert await read(transaction) == (other, later, entry)
        assert await read(transaction, "announcement 7") == (later, entry)
        assert await read(transaction, limit=1) == (other,)
