"""The questions that wait for the organisers, their answers, and who is to be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, delete, func, insert, select, update

from storage.people import Account
from storage.store import Transaction
from storage.tables.questions import followers, questions
from storage.upsert import insert_new

State = Literal["open", "answered", "merged", "dismissed"]


@dataclass(frozen=True)
class Question:
    """`version` counts its answers; a dismissed one holds its reason there, a merged one went `into` another.

    `quote` holds words of the call, and is empty where the organisers set the answer themselves.
    """

    id: int
    text: str
    topic: str | None
    state: State
    into: int | None
    answer: str
    quote: str
    version: int
    decided_by: str
    decided_at: datetime | None
    created_at: datetime
    people: int


@dataclass(frozen=True)
class Follower:
    """Who asked or was answered; `name` is empty unless it may be shown, `version` what the person knows."""

    person: int
    account: Account
    name: str
    version: int


@dataclass(frozen=True)
class Decision:
    """An answer, or the reason why there will be none."""

    text: str
    quote: str
    decider: int
    name: str
    at: datetime


async def add(transaction: Transaction, text: str, topic: str | None, at: datetime) -> int:
    row = {"text": text, "topic": topic, "state": "open", "answer": "", "quote": "", "version": 0}
    new = insert(questions).values(**row, decided_by="", created_at=at).returning(questions.c.id)
    number: int = (await transaction.execute(new)).scalar_one()
    return number


async def get(transaction: Transaction, number: int) -> Question | None:
    row = (await transaction.execute(_found().where(questions.c.id == number))).first()
    return _question(row) if row else None


async def hold(transaction: Transaction, number: int) -> Question | None:
    """The question as it is and stays until this unit of work ends, so that its followers are all told."""
    await transaction.execute(select(questions.c.id).where(questions.c.id == number).with_for_update())
    return await get(transaction, number)


async def waiting(transaction: Transaction) -> tuple[Question, ...]:
    """The open questions, those of most people first, then the oldest."""
    rows = await transaction.execute(_found().where(questions.c.state == "open"))
    return tuple(sorted(map(_question, rows), key=lambda question: (-question.people, question.id)))


async def answered(transaction: Transaction) -> tuple[Question, ...]:
    rows = await transaction.execute(_found().where(questions.c.state == "answered").order_by(questions.c.id))
    return tuple(map(_question, rows))


async def merged(transaction: Transaction) -> dict[int, tuple[str, ...]]:
    """The texts of merged questions, by the question that they went into."""
    found = select(questions.c.into, questions.c.text).where(questions.c.state == "merged")
    texts: dict[int, tuple[str, ...]] = {}
    for into, text in await transaction.execute(found.order_by(questions.c.id)):
        texts[into] = (*texts.get(into, ()), text)
    return texts


async def follow(transaction: Transaction, question: int, who: Follower, at: datetime) -> None:
    """Keep who wants to hear of it; who follows already is as far as the newest answer they saw."""
    row = {"question": question, "person": who.person, "platform": who.account.platform}
    more = {"user_id": who.account.user_id, "name": who.name, "version": who.version, "since": at}
    if not await insert_new(transaction, followers, {**row, **more}):
        behind = followers.c.version < who.version
        await transaction.execute(
            update(followers).where(_is(question, who.person), behind).values(version=who.version)
        )


async def followers_of(transaction: Transaction, question: int) -> tuple[Follower, ...]:
    rows = await transaction.execute(
        select(followers).where(followers.c.question == question).order_by(followers.c.id)
    )
    return tuple(
        Follower(row.person, Account(row.platform, row.user_id), row.name, row.version) for row in rows
    )


async def decide(
    transaction: Transaction, question: Question, state: State, decision: Decision
) -> int | None:
    """The new version; None when somebody else decided since `question` was read."""
    unchanged = (questions.c.id == question.id) & (questions.c.version == question.version)
    values = {
        "state": state,
        "answer": decision.text,
        "quote": decision.quote,
        "version": question.version + 1,
        "decider": decision.decider,
        "decided_by": decision.name,
        "decided_at": decision.at,
    }
    changed = update(questions).where(unchanged, questions.c.state == question.state).values(values)
    return question.version + 1 if (await transaction.execute(changed)).rowcount else None


async def told(transaction: Transaction, question: int, version: int) -> None:
    """Everyone who follows knows this version."""
    await transaction.execute(
        update(followers).where(followers.c.question == question).values(version=version)
    )


async def merge(transaction: Transaction, question: Question, into: int) -> bool:
    """Whoever follows one follows the other; False when the question is not open any more."""
    still_open = (questions.c.id == question.id) & (questions.c.state == "open")
    gone = update(questions).where(still_open).values(state="merged", into=into)
    if not (await transaction.execute(gone)).rowcount:
        return False
    await transaction.execute(update(questions).where(questions.c.into == question.id).values(into=into))
    there = select(followers.c.person).where(followers.c.question == into)
    both = (followers.c.question == question.id) & followers.c.person.in_(there)
    await transaction.execute(delete(followers).where(both))
    await transaction.execute(
        update(followers).where(followers.c.question == question.id).values(question=into)
    )
    return True


def _found() -> Any:
    people = select(func.count()).where(followers.c.question == questions.c.id).scalar_subquery()
    return select(questions, people.label("people"))


def _is(question: int, person: int) -> Any:
    return (followers.c.question == question) & (followers.c.person == person)


def _question(row: Row[Any]) -> Question:
    return Question(
        row.id,
        row.text,
        row.topic,
        row.state,
        row.into,
        row.answer,
        row.quote,
        row.version,
        row.decided_by,
        row.decided_at,
        row.created_at,
        row.people,
    )
