"""When an organisers' answer is the answer to another question."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.ask.answering import answer
from commands.ask.knowledge import Knowledge
from commands.core.parse import LARGEST
from commands.questions.learnt import Found, Learnt, OrganisersAnswer
from commands.questions.own import number_in

AT = datetime(2025, 8, 1, tzinfo=UTC)


def answers_to(knowledge: Knowledge, *asked: str) -> Learnt:
    """Each answered by its own number."""
    answers = [
        OrganisersAnswer(
            number, 1, (text,), answer(text, knowledge).topic, f"answer {number}", None, "Grace", AT
        )
        for number, text in enumerate(asked, start=1)
    ]
    return Learnt(tuple(answers), knowledge)


def found(learnt: Learnt, knowledge: Knowledge, question: str) -> Found | None:
    return learnt.find(question, answer(question, knowledge))


def test_the_same_question_in_nearly_the_same_words_is_answered(knowledge: Knowledge) -> None:
    learnt = answers_to(knowledge, "Is there a poster session?", "Will there be a banquet?")
    for asked in ("is there a poster sesion", "will there be a poster session"):
        given_back = found(learnt, knowledge, asked)
        assert given_back
        assert (given_back.answer.question, given_back.closely) == (1, True)


def test_a_question_on_the_same_silence_is_answered_with_a_doubt(knowledge: Knowledge) -> None:
    learnt = answers_to(knowledge, "What is the camera-ready deadline?", "When is the camera-ready due?")
    given_back = found(learnt, knowledge, "by which day must the final version be uploaded?")
    assert given_back
    assert given_back.closely is False


def test_what_the_call_states_is_not_displaced_by_something_alike(knowledge: Knowledge) -> None:
    learnt = answers_to(knowledge, "How many pages may the abstract of a short paper have?")
    assert found(learnt, knowledge, "How many pages may a short paper have?") is None


def test_organisers_may_answer_what_the_call_states(knowledge: Knowledge) -> None:
    learnt = answers_to(knowledge, "How many pages may a short paper have?")
    assert found(learnt, knowledge, "how many pages may a short paper have")


@pytest.mark.parametrize("question", ["tell me a joke", "is there free parking?", ""])
def test_what_is_like_nothing_answered_stays_as_it_was(knowledge: Knowledge, question: str) -> None:
    assert found(answers_to(knowledge, "Will there be a banquet?"), knowledge, question) is None
    assert found(Learnt(), knowledge, question) is None


@given(st.one_of(st.text(), st.integers(), st.none()))
def test_a_number_from_anywhere_is_one_that_the_store_can_hold(raw: str | int | None) -> None:
    assert 0 <= number_in(raw) < LARGEST
