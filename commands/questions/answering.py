"""`questions answer`: an organiser's answer becomes knowledge, and reaches everyone who asked."""

from collections.abc import Mapping
from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Heading, Paragraph, Reply, line
from commands.event.quotation import check
from commands.live import changed
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
from commands.questions.overlay import answer_of
from commands.questions.own import number_in
from commands.questions.telling import answer_blocks, tell_answer
from storage import questions
from storage.questions import Question

LONGEST = 1000  # characters

Text = Annotated[
    str,
    Option(
        "Whoever asked reads this, and whoever asks next",
        minimum=1,
        maximum=LONGEST,
        multiline=True,
        label="Answer",
    ),
]
Quote = Annotated[
    str,
    Option(
        "Copied exactly, if the call says so. If empty, the answer is set by the organisers",
        maximum=LONGEST,
        multiline=True,
        label="Words of the call",
    ),
]
Version = Annotated[int | None, Option("Which answer this corrects", carried=True, offered=False)]

SAME = "That is the answer already, so nobody was told. Change it, or leave it as it is."
EMPTY = "Write an answer."


async def as_it_is(ctx: Context, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """The answer that there is, to be corrected, and its version."""
    async with ctx.services.store.reading() as transaction:
        found = await questions.get(transaction, number_in(given.get("number")))
    if found is None:
        return {}
    known = {"text": found.answer, "quote": found.quote} if found.state == "answered" else {}
    return {**known, "version": found.version}


@command(
    "questions answer",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Answer a question", "Answer", prefill=as_it_is),
    example="/questions answer number:3",
)
async def questions_answer(
    ctx: Context, number: Number, text: Text, quote: Quote = "", version: Version = None
) -> Reply:
    """Answer a question, or correct its answer: everyone who got the old one is told."""
    text, quote = text.strip(), quote.strip()
    _check_words(ctx, text, quote)
    async with ctx.services.store.begin() as transaction:
        question = await find(transaction, number)
        _check_free(question, version, text, quote)
        decided = await decide(transaction, ctx, question, Verdict("answered", text, quote))
        answer = answer_of(decided, ctx.services.event.call)
        people = await tell_answer(transaction, question, answer, ctx.now)
        action = "corrected" if question.state == "answered" else "answered"
        await write_down(transaction, ctx, number, action, text)
        await changed(transaction)
    return Reply.of(
        Heading(f"Question {number} is {action}", "good"),
        Paragraph(line(f"The question: “{question.text}”")),
        *answer_blocks(answer),
        Paragraph(line(f"{are_told(people)} told in a direct message. Whoever asks next gets this answer.")),
        ALL,
    )


def _check_words(ctx: Context, text: str, quote: str) -> None:
    if not text:
        raise UserError(EMPTY, field="text")
    if quote:
        try:
            check(ctx.services.event.call, quote)
        except UserError as error:
            raise UserError(str(error), field="quote") from None


def _check_free(question: Question, version: int | None, text: str, quote: str) -> None:
    """`version` is what the organiser saw when the dialog opened."""
    if question.state == "merged" or (version is not None and version != question.version):
        raise decided_already(question)
    if question.state == "answered" and (question.answer, question.quote) == (text, quote):
        raise UserError(SAME, field="text")
