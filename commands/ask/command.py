"""`/ask`: the call's own words on a question, or the organisers'."""

from typing import Annotated

from commands.ask.answering import LONGEST_QUESTION
from commands.ask.card import card, understood, with_buttons
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.reply import Reply
from commands.questions.turn import take

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
    turn = await take(ctx, question, public=public)
    reply = card(turn.said, ctx.services.event)
    if turn.question != question.strip():
        reply = understood(reply, turn.question)
    return reply if turn.number is None else with_buttons(reply, turn.said, turn.number, public=public)
