"""Who offered to review: one row a person, found by the person or by the e-mail's digest."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from storage import kept
from storage.store import Store, Transaction
from storage.tables.reviewers import imports, reviewers
from storage.upsert import insert_new

PAGE = 1_000  # rows held at a time while the whole list is read
QUEUE = "reviewers"  # under which units of work that give out places wait for each other

State = Literal["signed", "waiting", "declared", "withdrawn"]
COUNTED: tuple[State, ...] = ("signed", "waiting")


@dataclass(frozen=True)
class SignUp:
    """`declared` is a first author who has not signed up; of who has `withdrawn` the digest alone is left.

    `version` counts the changes, `queued_at` is the place in the waiting list, and at `erase_at` the row
    goes. `source` is "self" as soon as the person had a hand in it, "import" before.
    """

    person: int
    state: State
    erase_at: datetime
    queued_at: datetime
    created_at: datetime
    changed_at: datetime
    version: int = 1
    source: Literal["self", "import"] = "self"
    name: str = ""
    email: str = ""
    openreview: str = ""
    topics: tuple[str, ...] = ()
    load: int = 0
    experience: str = ""
    conflict_domains: str = ""
    conflict_people: str = ""
    first_author: bool = False
    consent_version: str = ""
    consent: str = ""
    reminded_at: datetime | None = None


async def find(transaction: Transaction, person: int) -> SignUp | None:
    row = (
        (await transaction.execute(select(reviewers).where(reviewers.c.person == person))).mappings().first()
    )
    return _sign_up(row) if row else None


async def holder(transaction: Transaction, email: str) -> SignUp | None:
    """Whose sign-up has that e-mail, in whatever case it was written; also one that was withdrawn."""
    here = reviewers.c.email_hash == digest(email)
    return await _one(transaction, select(reviewers).where(here))


async def add(transaction: Transaction, signed: SignUp) -> bool:
    """False where the person has a sign-up, or the e-mail is another's."""
    return await insert_new(transaction, reviewers, _row(signed))


async def change(transaction: Transaction, signed: SignUp) -> bool:
    """Put it in the place of the version that it was made from; False where another came first."""
    here = (reviewers.c.person == signed.person) & (reviewers.c.version == signed.version)
    row = _row(replace(signed, version=signed.version + 1))
    async with transaction.begin_nested() as savepoint:
        try:
            return (await transaction.execute(update(reviewers).where(here).values(row))).rowcount == 1
        except IntegrityError:
            await savepoint.rollback()
            return False


async def withdraw(transaction: Transaction, signed: SignUp, at: datetime) -> None:
    """Blank all but the digest of the e-mail, so that no import brings the person back."""
    blank = SignUp(signed.person, "withdrawn", signed.erase_at, at, signed.created_at, at)
    row = {**_row(blank), "version": signed.version + 1, "email_hash": digest(signed.email)}
    await transaction.execute(update(reviewers).where(reviewers.c.person == signed.person).values(row))


async def remove(transaction: Transaction, person: int) -> None:
    await transaction.execute(delete(reviewers).where(reviewers.c.person == person))


async def wait_for_the_queue(transaction: Transaction) -> None:
    """From here on no other unit of work gives out places until this one ends."""
    await kept.count_up(transaction, QUEUE)


async def count(transaction: Transaction, state: State) -> int:
    counted = select(func.count()).select_from(reviewers).where(reviewers.c.state == state)
    return (await transaction.execute(counted)).scalar_one()


async def place_in_queue(transaction: Transaction, signed: SignUp) -> int:
    """Counted from 1."""
    mine = tuple_(reviewers.c.queued_at, reviewers.c.person)
    ahead = select(func.count()).where(
        reviewers.c.state == "waiting", mine < tuple_(signed.queued_at, signed.person)
    )
    return 1 + int((await transaction.execute(ahead)).scalar_one())


async def first_in_queue(transaction: Transaction) -> SignUp | None:
    waiting = select(reviewers).where(reviewers.c.state == "waiting")
    in_turn = waiting.order_by(reviewers.c.queued_at, reviewers.c.person).limit(1)
    return await _one(transaction, in_turn)


@dataclass(frozen=True)
class Counts:
    """`authors` have signed up and are first authors, `declared` are first authors who have not."""

    signed: int
    waiting: int
    declared: int
    authors: int
    without_profile: int


async def counts(transaction: Transaction) -> Counts:
    signed, waiting = await count(transaction, "signed"), await count(transaction, "waiting")
    here = and_(reviewers.c.first_author, reviewers.c.state.in_(COUNTED))
    authors = (await transaction.execute(select(func.count()).where(here))).scalar_one()
    lacking = select(func.count()).where(_lacks_profile())
    lack = (await transaction.execute(lacking)).scalar_one()
    return Counts(signed, waiting, await count(transaction, "declared"), authors, lack)


async def loads(transaction: Transaction) -> tuple[tuple[tuple[str, ...], int, int], ...]:
    """Each choice of topics among those who have a place: how many made it, and their papers together."""
    grouped = (
        select(reviewers.c.topics, func.count(), func.sum(reviewers.c.load))
        .where(reviewers.c.state == "signed")
        .group_by(reviewers.c.topics)
    )
    rows = await transaction.execute(grouped)
    return tuple((tuple(json.loads(topics)), int(people), int(load)) for topics, people, load in rows)


async def without_profile(transaction: Transaction, limit: int) -> tuple[SignUp, ...]:
    """Those with a place who gave no OpenReview profile."""
    return await _all(transaction, select(reviewers).where(_lacks_profile()).limit(limit))


def _lacks_profile() -> ColumnElement[bool]:
    return and_(reviewers.c.openreview == "", reviewers.c.state == "signed")


async def shared_profiles(transaction: Transaction) -> frozenset[str]:
    """OpenReview profiles that several of those with a place gave."""
    gave = and_(reviewers.c.openreview != "", reviewers.c.state == "signed")
    several = select(reviewers.c.openreview).where(gave).group_by(reviewers.c.openreview)
    return frozenset((await transaction.execute(several.having(func.count() > 1))).scalars())


async def everyone(store: Store, *states: State) -> AsyncIterator[tuple[SignUp, ...]]:
    """The whole list in the order of its keys, a page at a time, each in a look of its own."""
    last = 0
    while True:
        async with store.reading() as transaction:
            found = await _page(transaction, last)
        yield tuple(signed for signed in found if signed.state in states)
        if len(found) < PAGE:
            return
        last = found[-1].person


async def _page(transaction: Transaction, after: int) -> tuple[SignUp, ...]:
    rows = select(reviewers).where(reviewers.c.person > after).order_by(reviewers.c.person).limit(PAGE)
    return await _all(transaction, rows)


async def declared(transaction: Transaction) -> tuple[int, ...]:
    """First authors who have neither signed up nor been reminded."""
    here = and_(reviewers.c.state == "declared", reviewers.c.reminded_at.is_(None))
    return tuple((await transaction.execute(select(reviewers.c.person).where(here))).scalars())


async def note_reminded(transaction: Transaction, person: int, at: datetime) -> None:
    await transaction.execute(update(reviewers).where(reviewers.c.person == person).values(reminded_at=at))


async def due(transaction: Transaction, until: datetime, after: int = 0) -> tuple[SignUp, ...]:
    """Some of those whose time runs out by then, in the order of their keys."""
    here = (reviewers.c.erase_at <= until) & (reviewers.c.person > after)
    rows = select(reviewers).where(here).order_by(reviewers.c.person).limit(PAGE)
    return await _all(transaction, rows)


async def keep_import(transaction: Transaction, person: int, body: str, at: datetime) -> int:
    """What an organiser is about to import, until she confirms it."""
    row = {"person": person, "created_at": at, "body": body}
    made: int = (await transaction.execute(insert(imports).values(row).returning(imports.c.id))).scalar_one()
    return made


async def take_import(transaction: Transaction, number: int, person: int) -> str | None:
    """The import that this organiser prepared; it can be taken once."""
    here = (imports.c.id == number) & (imports.c.person == person)
    return (await transaction.execute(delete(imports).where(here).returning(imports.c.body))).scalar()


def digest(email: str) -> str:
    return sha256(email.casefold().encode()).hexdigest()


def _row(signed: SignUp) -> dict[str, Any]:
    kept_as = {"topics": json.dumps(signed.topics, ensure_ascii=False)}
    return {**vars(signed), **kept_as, "email_hash": digest(signed.email) if signed.email else None}


async def _one(transaction: Transaction, found: Select[Any]) -> SignUp | None:
    row = (await transaction.execute(found)).mappings().first()
    return _sign_up(row) if row else None


async def _all(transaction: Transaction, found: Select[Any]) -> tuple[SignUp, ...]:
    return tuple(_sign_up(row) for row in (await transaction.execute(found)).mappings())


def _sign_up(row: RowMapping) -> SignUp:
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "email_hash"}
    return SignUp(**{**values, "topics": tuple(json.loads(row["topics"]))})
