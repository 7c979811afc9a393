"""What people asked and how it was answered, and which answers they found helpful."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, and_, func, insert, or_, select, update

from storage.store import Transaction
from storage.tables.questions import asked, votes
from storage.upsert import insert_new


@dataclass(frozen=True)
class NewAsked:
    """`answer` and `version` name the organisers' answer, where one was given; `thread` may be empty.

    `shared` is what everyone in the channel sees.
    """

    person: int
    platform: str
    channel: str
    thread: str
    question: str
    outcome: str
    topic: str | None
    at: datetime
    answer: int | None = None
    version: int = 0
    shared: bool = False


@dataclass(frozen=True)
class Asked(NewAsked):
    """`handed_on` is the question that the organisers were asked because of this one."""

    id: int = 0
    handed_on: int | None = None


@dataclass(frozen=True)
class Tally:
    """How often something came up."""

    topic: str
    count: int


@dataclass(frozen=True)
class Votes:
    topic: str
    helpful: int
    unhelpful: int


async def add(transaction: Transaction, new: NewAsked) -> int:
    row = insert(asked).values(vars(new)).returning(asked.c.id)
    made: int = (await transaction.execute(row)).scalar_one()
    return made


async def get(transaction: Transaction, number: int) -> Asked | None:
    row = (await transaction.execute(select(asked).where(asked.c.id == number))).mappings().first()
    return Asked(**row) if row else None


@dataclass(frozen=True)
class Spot:
    """Where somebody asks."""

    person: int
    platform: str
    channel: str
    thread: str


async def last_question(transaction: Transaction, spot: Spot, since: datetime) -> str | None:
    """What the person last asked in that thread; else since then in that channel."""
    here = (asked.c.person == spot.person) & (asked.c.platform == spot.platform)
    in_thread = and_(asked.c.thread == spot.thread, asked.c.thread != "")
    lately = or_(in_thread, asked.c.at >= since)
    found = select(asked.c.question).where(here, asked.c.channel == spot.channel, lately)
    newest = found.order_by(in_thread.desc(), asked.c.id.desc()).limit(1)
    question: str | None = (await transaction.execute(newest)).scalar()
    return question


async def hand_on(transaction: Transaction, number: int, question: int) -> bool:
    """Whether it was not handed on before."""
    first = update(asked).where(asked.c.id == number, asked.c.handed_on.is_(None)).values(handed_on=question)
    return (await transaction.execute(first)).rowcount == 1


async def share(transaction: Transaction, number: int, answer: int | None, version: int) -> bool:
    """Whether it was not shared before; `answer` and `version` are what everyone is shown now."""
    first = update(asked).where(asked.c.id == number, asked.c.shared.is_(False))
    first = first.values(shared=True, answer=answer, version=version)
    return (await transaction.execute(first)).rowcount == 1


async def seen_by_all(transaction: Transaction, answer: int, before: int) -> tuple[tuple[str, str], ...]:
    """The platforms and channels in which everyone saw an earlier version of the organisers' answer."""
    old = (asked.c.answer == answer, asked.c.version < before, asked.c.shared)
    found = select(asked.c.platform, asked.c.channel).where(*old).distinct()
    rows = await transaction.execute(found.order_by(asked.c.platform, asked.c.channel))
    return tuple((row[0], row[1]) for row in rows)


async def vote(transaction: Transaction, given: Asked, person: int, at: datetime, *, helpful: bool) -> None:
    """One vote a person and answer; the last one counts."""
    key = {"person": person, "topic": given.topic or "", "version": given.version}
    if not await insert_new(transaction, votes, {**key, "helpful": helpful, "at": at}):
        mine = [votes.c[name] == value for name, value in key.items()]
        await transaction.execute(update(votes).where(*mine).values(helpful=helpful, at=at))


async def most_asked(
    transaction: Transaction, since: datetime, limit: int, outcome: str | None = None
) -> tuple[Tally, ...]:
    """The topics of the call asked for most, the most frequent first; of one outcome where it is given."""
    count = func.count().label("count")
    found = select(asked.c.topic, count).where(asked.c.at >= since, asked.c.topic.is_not(None))
    wanted = asked.c.outcome == outcome if outcome else asked.c.outcome != "off_topic"
    rows = await transaction.execute(
        found.where(wanted).group_by(asked.c.topic).order_by(count.desc(), asked.c.topic).limit(limit)
    )
    return tuple(Tally(row[0], row[1]) for row in rows)


async def by_outcome(transaction: Transaction, since: datetime) -> dict[str, int]:
    found = select(asked.c.outcome, func.count()).where(asked.c.at >= since)
    grouped = found.group_by(asked.c.outcome).order_by(asked.c.outcome)
    return {row[0]: row[1] for row in await transaction.execute(grouped)}


async def least_helpful(transaction: Transaction, since: datetime, limit: int) -> tuple[Votes, ...]:
    """The answers that failed somebody, those that failed most first."""
    helped = func.sum(votes.c.helpful.cast(Integer))
    failed = func.count() - helped
    found = select(votes.c.topic, helped, failed).where(votes.c.at >= since).group_by(votes.c.topic)
    rows = await transaction.execute(
        found.having(failed > 0).order_by(failed.desc(), votes.c.topic).limit(limit)
    )
    return tuple(Votes(row[0], row[1], row[2]) for row in rows)
