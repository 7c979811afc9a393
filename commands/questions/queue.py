"""`questions`: what waits for the organisers, and which answers fail."""

from datetime import timedelta
from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Line,
    Moment,
    Paragraph,
    Reply,
    Strong,
    line,
)
from commands.questions.deciding import ALL_QUESTIONS, find
from commands.questions.overlay import answer_of
from commands.questions.telling import answer_blocks, buttons_for
from storage import asked, questions
from storage.asked import Tally, Votes
from storage.questions import Follower, Question, State
from storage.store import Transaction

WEEK = timedelta(days=7)
LISTED = 10  # questions at a time, each with its button
FAILING = 5  # topics
LONGEST = 140  # characters of a question in the list
NAMED = 10  # askers

Number = Annotated[int | None, Option("One question in full", minimum=1)]

STATES: dict[State, str] = {
    "open": "waits for an answer",
    "answered": "is answered",
    "merged": "was merged into another",
    "dismissed": "was dismissed",
}


@command("questions", permission=Permission.ORGANISER, private=True, example="/questions")
async def questions_(ctx: Context, number: Number = None) -> Reply:
    """Show the questions that the call does not answer, and answer them."""
    async with ctx.services.store.reading() as transaction:
        return await (_one(transaction, ctx, number) if number else _all(transaction, ctx))


async def _all(transaction: Transaction, ctx: Context) -> Reply:
    waiting = await questions.waiting(transaction)
    since = ctx.now - WEEK
    missed = await asked.most_asked(transaction, since, FAILING, "silent")
    failing = await asked.least_helpful(transaction, since, FAILING)
    shown = waiting[:LISTED]
    return Reply.of(
        Heading(_waiting(len(waiting))),
        Bullets(tuple(map(_listed, shown))) if shown else None,
        Paragraph(line(f"The first {LISTED} are shown.")) if len(waiting) > LISTED else None,
        *_failing(missed, failing),
        Buttons(tuple(_opening(item) for item in shown)) if shown else None,
    )


def _waiting(count: int) -> str:
    if count == 0:
        return "No question waits for an answer"
    return "One question waits for an answer" if count == 1 else f"{count} questions wait for an answer"


def _listed(question: Question) -> Line:
    text = question.text if len(question.text) <= LONGEST else f"{question.text[:LONGEST]}…"
    return line(Strong(f"Question {question.id}"), f" · {_people(question.people)} · {text}")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _opening(question: Question) -> Button:
    return Button(f"Open {question.id}", Invocation("questions", {"number": str(question.id)}))


def _failing(missed: tuple[Tally, ...], failing: tuple[Votes, ...]) -> tuple[Block, ...]:
    """By what was asked about, never in anybody's words."""
    silent = tuple(line(Strong(item.topic), f": asked {_times(item.count)}") for item in missed)
    poor = tuple(
        line(Strong(item.topic), f": not helpful {item.unhelpful} of {_times(item.helpful + item.unhelpful)}")
        for item in failing
    )
    return (
        *(
            (Paragraph(line("Asked this week, and the call does not say:")), Bullets(silent))
            if silent
            else ()
        ),
        *((Paragraph(line("Answers that did not help this week:")), Bullets(poor)) if poor else ()),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


async def _one(transaction: Transaction, ctx: Context, number: int) -> Reply:
    question = await find(transaction, number)
    people = await questions.followers_of(transaction, number)
    answer = answer_blocks(answer_of(question, ctx.services.event.call))
    reason = (Paragraph(line(f"Dismissed by {question.decided_by}: {question.answer}")),)
    shown: dict[State, tuple[Block, ...]] = {"answered": answer, "dismissed": reason}
    return Reply.of(
        Heading(f"Question {number} {STATES[question.state]}"),
        Paragraph(line(Strong(question.text))),
        Facts(_facts(question, people)),
        *shown.get(question.state, ()),
        Buttons((*_deeds(question), ALL_QUESTIONS)),
    )


def _facts(question: Question, people: tuple[Follower, ...]) -> tuple[Fact, ...]:
    names = [follower.name for follower in people if follower.name][:NAMED]
    into = (Fact("Merged into", line(f"question {question.into}")),) if question.into else ()
    named = f" ({', '.join(names)})" if names else ""
    return (
        Fact("Asked by", line(f"{_people(len(people))}{named}")),
        Fact("First asked", line(Moment(question.created_at))),
        *into,
    )


def _deeds(question: Question) -> tuple[Button, ...]:
    match question.state:
        case "open":
            return buttons_for(question.id, "Answer", "Merge", "Dismiss")
        case "answered":
            return (Button("Correct", Invocation("questions answer", {"number": str(question.id)})),)
        case "dismissed":
            return buttons_for(question.id, "Answer")
        case "merged":
            return (Button(f"Open {question.into}", Invocation("questions", {"number": str(question.into)})),)
