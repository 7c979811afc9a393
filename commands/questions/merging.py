"""`questions merge`: the same question in other words."""

from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Heading, Paragraph, Reply, Strong, line
from commands.live import changed
from commands.questions.deciding import ALL, Number, are_told, decided_already, find, write_down
from commands.questions.overlay import answer_of
from commands.questions.telling import tell_answer
from storage import questions
from storage.questions import Question
from storage.store import Transaction

Into = Annotated[
    int, Option("The number of the question that asks the same", minimum=1, label="Same as question")
]

ITSELF = "Question {number} can't be merged into itself. Give the number of another."
CLOSED = (
    "Question {number} is {state}, so nothing can be merged into it. Choose one that waits or is answered."
)


@command(
    "questions merge",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Merge with another question", "Merge"),
    example="/questions merge number:5 into:3",
)
async def questions_merge(ctx: Context, number: Number, into: Into) -> Reply:
    """Treat a question as the same as another: its askers get the other's answer."""
    async with ctx.services.store.begin() as transaction:
        question, other = await find(transaction, number), await find(transaction, into, "into")
        _check(question, other)
        if not await questions.merge(transaction, question, into):
            raise decided_already(await find(transaction, number))
        people = await _tell(transaction, ctx, other)
        await write_down(transaction, ctx, number, "merged", f"into question {into}")
        await changed(transaction)
    told = f"{are_told(people)} told its answer in a direct message."
    return Reply.of(
        Heading(f"Question {number} is now part of question {into}", "good"),
        Paragraph(line(Strong(other.text))),
        Paragraph(line(told if people else "Its askers now wait for the answer to that one.")),
        ALL,
    )


def _check(question: Question, other: Question) -> None:
    if question.state != "open":
        raise decided_already(question)
    if question.id == other.id:
        raise UserError(ITSELF.format(number=question.id), field="into")
    if other.state not in ("open", "answered"):
        raise UserError(CLOSED.format(number=other.id, state=other.state), field="into")


async def _tell(transaction: Transaction, ctx: Context, other: Question) -> int:
    """Who comes to a question that is answered hears the answer."""
    if other.state != "answered":
        return 0
    answer = answer_of(other, ctx.services.event.call)
    return await tell_answer(transaction, other, answer, ctx.now)
