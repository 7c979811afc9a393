"""Announcements as organisers write, confirm and follow them; what is sent stands in the outbox."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, func, insert, literal, select, update

from storage.store import Transaction
from storage.tables.announcements import announcements, confirmations, revisions
from storage.upsert import insert_new

State = Literal["draft", "confirmed", "cancelled", "discarded", "retracted"]


@dataclass(frozen=True)
class Draft:
    """One revision as it was written; `due` is None for at once, `post` is the encoded post."""

    title: str
    text: str
    groups: tuple[str, ...]
    channels: tuple[str, ...]
    mentions: tuple[str, ...]
    due: datetime | None
    post: str


@dataclass(frozen=True)
class Organiser:
    """Who does something; the name stays when the person is forgotten."""

    person: int
    name: str


@dataclass(frozen=True)
class Announcement:
    """`draft` is the newest revision; `confirmed` the one that was handed over as `message`, 0 for none."""

    id: int
    author: str
    state: State
    revision: int
    confirmed: int
    message: int | None
    draft: Draft


async def add(transaction: Transaction, author: Organiser, draft: Draft, now: datetime) -> Announcement:
    row = {
        "person": author.person,
        "author": author.name,
        "state": "draft",
        "revision": 1,
        "confirmed": 0,
        "created_at": now,
    }
    added = insert(announcements).values(row).returning(announcements.c.id)
    number: int = (await transaction.execute(added)).scalar_one()
    await _keep(transaction, number, 1, draft, now)
    return Announcement(number, author.name, "draft", 1, 0, None, draft)


async def change(transaction: Transaction, number: int, draft: Draft, now: datetime) -> int:
    """The number of the new revision, which nobody has confirmed; older ones keep their words alone."""
    here = announcements.c.id == number
    newer = update(announcements).where(here).values(revision=announcements.c.revision + 1)
    revision: int = (await transaction.execute(newer.returning(announcements.c.revision))).scalar_one()
    confirmed = select(announcements.c.confirmed).where(here).scalar_subquery()
    older = (revisions.c.announcement == number) & (revisions.c.revision != confirmed)
    await transaction.execute(update(revisions).where(older).values(post=""))
    await _keep(transaction, number, revision, draft, now)
    return revision


async def hold(transaction: Transaction, number: int) -> Announcement | None:
    """The announcement, which nobody else can change until this unit of work ends."""
    await transaction.execute(
        select(announcements.c.id).where(announcements.c.id == number).with_for_update()
    )
    return await find(transaction, number)


async def find(transaction: Transaction, number: int) -> Announcement | None:
    row = (await transaction.execute(_newest().where(announcements.c.id == number))).first()
    return _read(row) if row else None


async def newest(transaction: Transaction, limit: int, skip: int = 0) -> tuple[Announcement, ...]:
    """Those that were not discarded, newest first, without their posts, which may hold pictures."""
    kept = _newest(with_posts=False).where(announcements.c.state != "discarded")
    rows = await transaction.execute(kept.order_by(announcements.c.id.desc()).limit(limit).offset(skip))
    return tuple(_read(row) for row in rows)


async def count(transaction: Transaction) -> int:
    """How many were not discarded."""
    kept = select(func.count()).select_from(announcements).where(announcements.c.state != "discarded")
    found: int = (await transaction.execute(kept)).scalar_one()
    return found


async def of_message(transaction: Transaction, message: int) -> int | None:
    """Which announcement was handed over as that message."""
    found = select(announcements.c.id).where(announcements.c.message == message)
    number: int | None = (await transaction.execute(found)).scalar()
    return number


async def draft_of(transaction: Transaction, number: int, revision: int) -> Draft:
    here = (revisions.c.announcement == number) & (revisions.c.revision == revision)
    return _draft((await transaction.execute(select(revisions).where(here))).one())


async def handed_over(transaction: Transaction, number: int, revision: int, message: int) -> None:
    values = {"state": "confirmed", "confirmed": revision, "message": message}
    await transaction.execute(update(announcements).where(announcements.c.id == number).values(values))


async def end(transaction: Transaction, number: int, state: State) -> None:
    await transaction.execute(update(announcements).where(announcements.c.id == number).values(state=state))


async def confirm(transaction: Transaction, number: int, revision: int, by: Organiser, now: datetime) -> bool:
    """Whether this is the person's first word on the revision."""
    row = {"announcement": number, "revision": revision, "person": by.person, "actor": by.name, "at": now}
    return await insert_new(transaction, confirmations, row)


async def confirmers(transaction: Transaction, number: int, revision: int) -> frozenset[int]:
    """The people who confirmed a revision, as far as they are still known."""
    here = (confirmations.c.announcement == number) & (confirmations.c.revision == revision)
    found = select(confirmations.c.person).where(here, confirmations.c.person.is_not(None))
    return frozenset((await transaction.execute(found)).scalars())


async def confirmed_by(transaction: Transaction, number: int, revision: int) -> Sequence[str]:
    """The names of those who confirmed a revision, in order."""
    here = (confirmations.c.announcement == number) & (confirmations.c.revision == revision)
    found = select(confirmations.c.actor).where(here).order_by(confirmations.c.id)
    return (await transaction.execute(found)).scalars().all()


async def _keep(transaction: Transaction, number: int, revision: int, draft: Draft, now: datetime) -> None:
    row = {
        "announcement": number,
        "revision": revision,
        "title": draft.title,
        "text": draft.text,
        "groups": json.dumps(draft.groups),
        "channels": json.dumps(draft.channels),
        "mentions": json.dumps(draft.mentions),
        "due_at": draft.due,
        "post": draft.post,
        "written_at": now,
    }
    await transaction.execute(insert(revisions).values(row))


def _newest(*, with_posts: bool = True) -> Select[Any]:
    here = (revisions.c.announcement == announcements.c.id) & (
        revisions.c.revision == announcements.c.revision
    )
    post = revisions.c.post if with_posts else literal("").label("post")
    shown = (column for column in revisions.c if column.name not in {"announcement", "revision", "post"})
    return select(announcements, *shown, post).join(revisions, here)


def _read(row: Row[Any]) -> Announcement:
    return Announcement(row.id, row.author, row.state, row.revision, row.confirmed, row.message, _draft(row))


def _draft(row: Row[Any]) -> Draft:
    groups, channels, mentions = (
        tuple(json.loads(value)) for value in (row.groups, row.channels, row.mentions)
    )
    return Draft(row.title, row.text, groups, channels, mentions, row.due_at, row.post)
