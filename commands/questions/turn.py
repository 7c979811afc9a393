"""One question as it is asked: understood from the one before, answered, and kept."""

import logging
from asyncio import to_thread
from dataclasses import dataclass, replace
from datetime import timedelta

from commands.account import account_of, caller_person
from commands.ask.answering import LONGEST_QUESTION, Answered, answer
from commands.ask.follow_up import resolve
from commands.core.context import Context
from commands.questions.learnt import Found, OrganisersAnswer
from commands.questions.overlay import answer_of
from commands.questions.telling import tell_answer
from commands.services import Services
from storage import asked, questions
from storage.errors import StoreError
from storage.people import known_person
from storage.questions import Follower
from storage.store import Transaction

log = logging.getLogger(__name__)

SOON = timedelta(minutes=10)  # within which a question may lean on the one before it in that channel
LONGEST_TOPIC = 128  # characters that are kept
BY_ORGANISERS = "organisers"  # the outcome of a question that they answered

Said = Answered | Found
"""What the call says, or what the organisers answered."""


@dataclass(frozen=True)
class Turn:
    """`question` is as it was understood; `number` finds it again, and is None where it was not kept."""

    question: str
    said: Said
    number: int | None = None


async def take(ctx: Context, question: str, *, public: bool) -> Turn:
    """Answer, also when the store is not there: then nothing is kept, and nothing leans on it."""
    meant = resolve(question, await _before(ctx))[:LONGEST_QUESTION]
    said = await say(ctx.services, meant)
    ctx.services.tally("ask", outcome_of(said))
    return Turn(meant, said, await _keep(ctx, meant, said, public=public))


async def say(services: Services, question: str) -> Said:
    """In a thread, since the first question may have to wait until all is learned."""
    return await to_thread(_said, question, services)


def outcome_of(said: Said) -> str:
    return BY_ORGANISERS if isinstance(said, Found) else said.outcome


def topic_of(said: Said) -> str | None:
    """What questions are counted by."""
    if isinstance(said, Found):
        return f"question {said.answer.question}"
    return said.topic[:LONGEST_TOPIC] if said.topic else None


def _said(question: str, services: Services) -> Said:
    services.knowledge.prepare()
    stated = answer(question, services.knowledge)
    return services.learnt.find(question, stated) or stated


async def _before(ctx: Context) -> str | None:
    try:
        async with ctx.services.store.reading() as transaction:
            who = await known_person(transaction, account_of(ctx.caller))
            if who is None:
                return None
            place = ctx.caller.place
            spot = asked.Spot(who, place.platform, place.channel, place.thread)
            return await asked.last_question(transaction, spot, ctx.now - SOON)
    except StoreError:
        log.exception("the question before could not be looked up")
        return None


async def _keep(ctx: Context, question: str, said: Said, *, public: bool) -> int | None:
    given = said.answer if isinstance(said, Found) else None
    try:
        async with ctx.services.store.begin() as transaction:
            who = await caller_person(transaction, ctx)
            if given:
                await _follow(transaction, ctx, given, who)
            new = asked.NewAsked(
                person=who,
                platform=ctx.caller.place.platform,
                channel=ctx.caller.place.channel,
                thread=ctx.caller.place.thread,
                question=question,
                outcome=outcome_of(said),
                topic=topic_of(said),
                at=ctx.now,
                answer=given.question if given else None,
                version=given.version if given else 0,
                shared=public,
            )
            return await asked.add(transaction, new)
    except StoreError:
        log.exception("a question was answered but not kept")
        return None


async def _follow(transaction: Transaction, ctx: Context, given: OrganisersAnswer, who: int) -> None:
    """A correction that came while this was answered reaches its asker like everyone else."""
    now = await questions.hold(transaction, given.question)
    follower = Follower(who, account_of(ctx.caller), "", given.version)
    await questions.follow(transaction, given.question, follower, ctx.now)
    if now and now.state == "answered" and now.version > given.version:
        before = replace(now, answer=given.text)
        await tell_answer(transaction, before, answer_of(now, ctx.services.event.call), ctx.now)
