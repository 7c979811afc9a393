"""`ask vote`: whether an answer helped, which changes no answer by itself."""

from typing import Annotated

from commands.account import caller_person
from commands.ask.card import hand_on_button
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.reply import Buttons, Heading, Paragraph, Reply, line
from commands.questions.own import Which, find
from storage import asked

COUNTED = "The organisers see how often an answer helped, never who said so."


@command("ask vote", private=True, listed=False)
async def ask_vote(
    ctx: Context, number: Which, helpful: Annotated[bool, Option("Whether the answer helped", carried=True)]
) -> Reply:
    """Say whether an answer helped."""
    async with ctx.services.store.begin() as transaction:
        given = await find(transaction, number)
        who = await caller_person(transaction, ctx)
        await asked.vote(transaction, given, who, ctx.now, helpful=helpful)
    ctx.services.tally("ask vote", "helpful" if helpful else "unhelpful")
    if helpful:
        return Reply.of(Heading("Thank you", "good"), Paragraph(line(COUNTED)))
    offer = Buttons((hand_on_button(number),)) if given.person == who and not given.handed_on else None
    return Reply.of(Heading("Noted: this did not help"), Paragraph(line(COUNTED)), offer)
