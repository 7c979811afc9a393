"""What organisers and askers are told about a question."""

from datetime import datetime
from typing import cast

from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Button,
    Buttons,
    Heading,
    Line,
    Moment,
    Paragraph,
    Reply,
    Strong,
    Struck,
    line,
)
from commands.delivery.destination import Destination, Platform
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.event.said import quote
from commands.questions.learnt import OrganisersAnswer
from storage import asked, questions
from storage.questions import Follower, Question
from storage.store import Transaction


def buttons_for(number: int, *labels: str) -> tuple[Button, ...]:
    """The first is what one mostly wants."""
    return tuple(
        Button(label, Invocation(f"questions {label.lower()}", {"number": str(number)}), primary=not place)
        for place, label in enumerate(labels)
    )


def for_the_organisers(number: int, text: str, name: str) -> Reply:
    """The card in the organisers' channels."""
    return Reply.of(
        Heading(f"Question {number} for the organisers", "unsure"),
        Paragraph(line(Strong(text))),
        Paragraph(line(f"Asked by {name}." if name else "The person who asks did not give a name.")),
        Buttons(
            (
                *buttons_for(number, "Answer", "Merge", "Dismiss"),
                Button("All questions", Invocation("questions")),
            )
        ),
    )


def answer_blocks(answer: OrganisersAnswer) -> tuple[Block, ...]:
    """The answer and where it comes from."""
    quoted = (quote(answer.quotation),) if answer.quotation else ()
    return (Paragraph(line(Strong(answer.text))), *quoted, Paragraph(source(answer)))


def source(answer: OrganisersAnswer) -> Line:
    by = f"{answer.by}, " if answer.by else ""
    said = "Answered for the organisers by " if answer.quotation else "Set by the organisers: "
    return line(f"{said}{by}", Moment(answer.at))


def answered(question: Question, answer: OrganisersAnswer) -> Reply:
    return Reply.of(
        Heading("The organisers answered your question", "good"),
        Paragraph(line(f"You asked: “{question.text}”")),
        *answer_blocks(answer),
    )


def corrected(question: Question, answer: OrganisersAnswer, *, here: bool = False) -> Reply:
    """`question` still holds the answer as it was; `here` is where everyone saw it."""
    which = "that was given here" if here else "that you got"
    return Reply.of(
        Heading(f"The organisers corrected an answer {which}", "unsure"),
        Paragraph(line(f"The question: “{question.text}”")),
        Paragraph(line("No longer true: ", Struck(question.answer))),
        *answer_blocks(answer),
    )


def dismissed(question: Question, reason: str) -> Reply:
    return Reply.of(
        Heading("The organisers will not answer your question"),
        Paragraph(line(f"You asked: “{question.text}”")),
        Paragraph(line("Their reason: ", Strong(reason))),
    )


async def tell_answer(
    transaction: Transaction, question: Question, answer: OrganisersAnswer, now: datetime
) -> int:
    """Everyone who does not know this version hears of it, once; how many that are."""
    behind = [
        follower
        for follower in await questions.followers_of(transaction, question.id)
        if follower.version < answer.version
    ]
    for follower in behind:
        told = corrected(question, answer) if follower.version else answered(question, answer)
        await _tell(transaction, f"question:{question.id}:{answer.version}", follower, told, now)
    await questions.told(transaction, question.id, answer.version)
    await _correct_in_public(transaction, question, answer, now)
    return len(behind)


async def _correct_in_public(
    transaction: Transaction, question: Question, answer: OrganisersAnswer, now: datetime
) -> None:
    """Once in each channel in which an answer that no longer holds stands for all to see."""
    for platform, channel in await asked.seen_by_all(transaction, question.id, answer.version):
        to = Destination(cast("Platform", platform), channel)
        key = f"question:{question.id}:{answer.version}:{to.written}"
        outgoing = Outgoing("answer", Post(corrected(question, answer, here=True)), (to,), now, key=key)
        await hand_over(transaction, outgoing, now)


async def tell_dismissal(transaction: Transaction, question: Question, reason: str, now: datetime) -> int:
    people = await questions.followers_of(transaction, question.id)
    for follower in people:
        told = dismissed(question, reason)
        await _tell(transaction, f"question:{question.id}:{question.version + 1}", follower, told, now)
    return len(people)


async def _tell(transaction: Transaction, what: str, follower: Follower, told: Reply, now: datetime) -> None:
    account = follower.account
    to = Destination(cast("Platform", account.platform), account.user_id, "person")
    outgoing = Outgoing("answer", Post(told), (to,), now, key=f"{what}:{follower.person}")
    await hand_over(transaction, outgoing, now)
