"""`questions dismiss`: no answer, and why."""

from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Heading, Paragraph, Reply, Strong, line
from commands.questions.deciding import (
    ALL,
    Number,
    Verdict,
    are_told,
    decide,
    decided_already,
    find,
    write_down,
)
from commands.questions.telling import tell_dismissal

LONGEST = 300  # characters
EMPTY = "Write a reason: whoever asked reads it."

Reason = Annotated[str, Option("Whoever asked reads this", minimum=1, maximum=LONGEST, multiline=True)]


@command(
    "questions dismiss",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Dismiss a question", "Dismiss"),
    example="/questions dismiss number:4",
)
async def questions_dismiss(ctx: Context, number: Number, reason: Reason) -> Reply:
    """Leave a question unanswered, and tell those who asked why."""
    reason = reason.strip()
    if not reason:
        raise UserError(EMPTY, field="reason")
    async with ctx.services.store.begin() as transaction:
        question = await find(transaction, number)
        if question.state != "open":
            raise decided_already(question)
        await decide(transaction, ctx, question, Verdict("dismissed", reason))
        people = await tell_dismissal(transaction, question, reason, ctx.now)
        await write_down(transaction, ctx, number, "dismissed", reason)
    return Reply.of(
        Heading(f"Question {number} is dismissed"),
        Paragraph(line(Strong(question.text))),
        Paragraph(line(f"{are_told(people)} told why in a direct message.")),
        ALL,
    )
