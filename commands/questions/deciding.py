"""What the organisers' decisions on a question have in common."""

from dataclasses import dataclass
from typing import Annotated

from commands.account import caller_person
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.reply import Button, Buttons
from storage import audit, questions
from storage.questions import Decision, Question, State
from storage.store import Transaction

LONGEST_NAME = 100  # characters of a name that are kept

Number = Annotated[int, Option("The question's number, as /questions shows it", minimum=1, carried=True)]

MEANWHILE = "Question {number} was decided meanwhile, by {by}: “{answer}” Look at it first, with /questions."
IS_MERGED = "Question {number} was merged into question {into}. Use that one."
NO_SUCH = "There is no question {number}. /questions lists those that wait."
ALL_QUESTIONS = Button("All questions", Invocation("questions"))
ALL = Buttons((ALL_QUESTIONS,))


async def find(transaction: Transaction, number: int, field: str = "number") -> Question:
    found = await questions.get(transaction, number)
    if found is None:
        raise UserError(NO_SUCH.format(number=number), field=field)
    return found


def decided_already(question: Question) -> UserError:
    """Why a question that is not open can't be treated as one."""
    if question.state == "merged":
        return UserError(IS_MERGED.format(number=question.id, into=question.into))
    said = MEANWHILE.format(number=question.id, by=question.decided_by, answer=question.answer)
    return UserError(said)


@dataclass(frozen=True)
class Verdict:
    """`text` is the answer, or the reason why there is none."""

    state: State
    text: str
    quote: str = ""


async def decide(transaction: Transaction, ctx: Context, question: Question, verdict: Verdict) -> Question:
    """The question as it is now; `UserError` when another organiser was faster."""
    who = await caller_person(transaction, ctx)
    name = ctx.caller.person.name[:LONGEST_NAME]
    decision = Decision(verdict.text, verdict.quote, who, name, ctx.now)
    if await questions.decide(transaction, question, verdict.state, decision) is None:
        raise decided_already(await find(transaction, question.id))
    return await find(transaction, question.id)


async def write_down(transaction: Transaction, ctx: Context, number: int, action: str, detail: str) -> None:
    """In the audit log."""
    who = await caller_person(transaction, ctx)
    name = ctx.caller.person.name[:LONGEST_NAME]
    await audit.write(transaction, audit.Entry(ctx.now, who, name, action, f"question {number}", detail))


def are_told(people: int) -> str:
    return "One person is" if people == 1 else f"{people} people are"
