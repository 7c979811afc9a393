"""`/ask`: the call's own words on a question, or the organisers'."""

from collections.abc import Sequence
from typing import Annotated

from commands.ask.answering import LONGEST_QUESTION
from commands.ask.card import card, understood, with_buttons
from commands.ask.several import joined, questions_in
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.reply import Reply
from commands.questions.turn import Turn, outcome_of, take, topic_of

Question = Annotated[str, Option("What you want to know about the call", minimum=1, maximum=LONGEST_QUESTION)]


@command("ask", private=True, example="/ask question:how long may a short paper be?")
async def ask(ctx: Context, question: Question) -> Reply:
    """Ask what the call for papers says, and see the line it comes from."""
    return await _answered(ctx, question, public=False)


@command("ask aloud", listed=False)
async def ask_aloud(ctx: Context, question: Question) -> Reply:
    """Answer where the question was put, for all to see: Usher was mentioned."""
    return await _answered(ctx, question, public=True)


async def _answered(ctx: Context, question: str, *, public: bool) -> Reply:
    turns = [await take(ctx, each, public=public) for each in questions_in(question)]
    return joined([_told(ctx, turn, question, public=public) for turn in _worth_telling(turns)])


def _worth_telling(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Of several questions those about the call, and of those with one answer the first."""
    about_it = [turn for turn in turns if outcome_of(turn.said) != "off_topic"] or turns[:1]
    by_topic: dict[str, Turn] = {}
    for turn in about_it:
        by_topic.setdefault(topic_of(turn.said) or turn.question, turn)
    return list(by_topic.values())


def _told(ctx: Context, turn: Turn, question: str, *, public: bool) -> Reply:
    reply = card(turn.said, ctx.services.event)
    if turn.question != question.strip():
        reply = understood(reply, turn.question)
    return reply if turn.number is None else with_buttons(reply, turn.said, turn.number, public=public)
