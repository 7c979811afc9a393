"""People by the accounts they are known by; two accounts are joined by a code, never by a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.store import Transaction
from storage.tables.base import metadata
from storage.tables.people import accounts, join_codes, people
from storage.upsert import insert_new

CODE_LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True)
class Account:
    """`user_id` is unique on its platform."""

    platform: str
    user_id: str


async def person_of(transaction: Transaction, account: Account, at: datetime) -> int:
    """The person behind an account, made at the first meeting; two meetings at once make one person."""
    found = await known_person(transaction, account)
    if found is not None:
        return found
    made = await new_person(transaction, at)
    row = {"platform": account.platform, "user_id": account.user_id, "person": made}
    if not await insert_new(transaction, accounts, row):
        await transaction.execute(delete(people).where(people.c.id == made))
        return await person_of(transaction, account, at)
    return made


async def new_person(transaction: Transaction, at: datetime) -> int:
    """Somebody without an account yet."""
    made: int = (
        await transaction.execute(insert(people).values(created_at=at).returning(people.c.id))
    ).scalar_one()
    return made


async def known_person(transaction: Transaction, account: Account) -> int | None:
    here = (accounts.c.platform == account.platform) & (accounts.c.user_id == account.user_id)
    found: int | None = (await transaction.execute(select(accounts.c.person).where(here))).scalar()
    return found


async def accounts_of(transaction: Transaction, person: int) -> tuple[Account, ...]:
    rows = await transaction.execute(select(accounts).where(accounts.c.person == person))
    return tuple(Account(row.platform, row.user_id) for row in rows)


async def keep_code(transaction: Transaction, person: int, code: str, at: datetime) -> None:
    """A code that joins another account to this person, for a quarter of an hour; only its hash is kept."""
    await transaction.execute(delete(join_codes).where((join_codes.c.person == person) | _expired(at)))
    row = {"code_hash": _hash(code), "person": person, "expires_at": at + CODE_LIFETIME}
    await transaction.execute(insert(join_codes).values(row))


async def redeem_code(transaction: Transaction, code: str, at: datetime) -> int | None:
    """The person who was given this code; it works once."""
    await transaction.execute(delete(join_codes).where(_expired(at)))
    used = delete(join_codes).where(join_codes.c.code_hash == _hash(code)).returning(join_codes.c.person)
    return (await transaction.execute(used)).scalar()


async def join(transaction: Transaction, keep: int, other: int) -> None:
    """Make two people one: everything of `other` becomes that of `keep`; its clashing rows give way."""
    for table, column in personal_columns():
        if table is not people:
            await _move(transaction, table, column, keep, other)
    await transaction.execute(delete(people).where(people.c.id == other))


async def _move(transaction: Transaction, table: Table, column: str, keep: int, other: int) -> None:
    """One row at a time, since a unique key may already be taken by the person who stays."""
    keys = list(table.primary_key.columns)
    rows = (await transaction.execute(select(*keys).where(table.c[column] == other))).all()
    for row in rows:
        here = [key == value for key, value in zip(keys, row, strict=True)]
        async with transaction.begin_nested() as savepoint:
            try:
                await transaction.execute(update(table).where(*here).values({column: keep}))
            except IntegrityError:
                await savepoint.rollback()


def personal_columns() -> tuple[tuple[Table, str], ...]:
    """Every column that names a person, in tables to come as well."""
    return tuple(
        (key.parent.table, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is people.c.id
    )


def _expired(at: datetime) -> ColumnElement[bool]:
    return join_codes.c.expires_at <= at


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
