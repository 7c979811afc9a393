"""`/ask`: the call's own words on a question."""

from asyncio import to_thread
from typing import Annotated

from commands.ask.answering import LONGEST_QUESTION, Answered, answer
from commands.ask.card import card
from commands.ask.knowledge import Knowledge
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.reply import Reply

Question = Annotated[str, Option("What you want to know about the call", minimum=1, maximum=LONGEST_QUESTION)]


@command("ask", private=True, example="/ask question:how long may a short paper be?")
async def ask(ctx: Context, question: Question) -> Reply:
    """Ask what the call for papers says, and see the line it comes from."""
    answered = await to_thread(_answer, question, ctx.services.knowledge)
    ctx.services.tally("ask", answered.outcome)
    return card(answered, ctx.services.event)


def _answer(question: str, knowledge: Knowledge) -> Answered:
    """In a thread, since the first question may have to wait until all is learned."""
    knowledge.prepare()
    return answer(question, knowledge)
