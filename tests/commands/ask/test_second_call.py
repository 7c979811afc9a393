"""Another workshop, from its call alone: useful on day one, and nothing of the first is known."""

import pytest

from commands.ask.answering import answer
from commands.ask.knowledge import Knowledge, read_knowledge
from commands.event.call import Call
from tests.commands.ask import fourth_call, third_call
from tests.commands.ask.second_call import ANSWERABLE, CALL, NOT_ANSWERABLE

OTHERS = (third_call, fourth_call)


@pytest.mark.parametrize(("question", "words"), ANSWERABLE)
def test_its_own_words_are_quoted(second: Knowledge, question: str, words: str) -> None:
    answered = answer(question, second)
    assert answered.outcome == "stated"
    assert any(words in " ".join(quotation.text.split()) for quotation in answered.quotations)
    assert all(quotation.text in CALL for quotation in answered.quotations)


@pytest.mark.parametrize("question", NOT_ANSWERABLE)
def test_what_it_leaves_open_stays_open(second: Knowledge, question: str) -> None:
    assert answer(question, second).outcome != "stated"


def test_one_limit_for_all_papers_corrects_a_number(second: Knowledge) -> None:
    assert (answer("is seven pages too long?", second).answer or "").startswith(
        "Derived from the quoted limits: 7 pages is over"
    )


@pytest.fixture(scope="module")
def others() -> list[Knowledge]:
    """Calls whose questions were written before anything was measured on them."""
    return [read_knowledge(Call.parse(other.CALL)) for other in OTHERS]


def test_most_of_what_any_call_states_is_found(others: list[Knowledge]) -> None:
    right = [
        any(words in " ".join(quotation.text.split()) for quotation in answer(question, knowledge).quotations)
        for knowledge, other in zip(others, OTHERS, strict=True)
        for question, words in other.ANSWERABLE
    ]
    assert sum(right) / len(right) >= 0.8


def test_little_is_taken_for_an_answer_that_is_none(others: list[Knowledge]) -> None:
    stated = [
        answer(question, knowledge).outcome == "stated"
        for knowledge, other in zip(others, OTHERS, strict=True)
        for question in other.NOT_ANSWERABLE
    ]
    assert sum(stated) / len(stated) <= 0.1
