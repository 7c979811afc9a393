"""The organisers' answers, laid over what the settings know."""

from dataclasses import replace

from commands.core.errors import UserError
from commands.event.call import Call
from commands.event.quotation import Quotation, locate
from commands.questions.learnt import Learnt, OrganisersAnswer
from commands.services import Services
from storage import questions
from storage.questions import Question
from storage.store import Transaction


async def organisers_answers(transaction: Transaction, services: Services) -> Services:
    """The overlay of what organisers answered; see `commands.live`."""
    merged = await questions.merged(transaction)
    kept = await questions.answered(transaction)
    call = services.event.call
    answers = tuple(answer_of(item, call, merged.get(item.id, ())) for item in kept)
    return replace(services, learnt=Learnt(answers, services.knowledge))


def answer_of(question: Question, call: Call, merged: tuple[str, ...] = ()) -> OrganisersAnswer:
    return OrganisersAnswer(
        question=question.id,
        version=question.version,
        asked=(question.text, *merged),
        topic=question.topic,
        text=question.answer,
        quotation=_quoted(question.quote, call),
        by=question.decided_by,
        at=question.decided_at or question.created_at,
    )


def _quoted(quote: str, call: Call) -> Quotation | None:
    """A call that was changed since may have lost the words; then the answer is the organisers' own."""
    try:
        return locate(call, quote) if quote else None
    except UserError:
        return None
