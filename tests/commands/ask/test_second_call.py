"""Another workshop, from its call alone: useful on day one, and nothing of the first is known."""

import pytest

from commands.ask.answering import answer
from commands.ask.knowledge import Knowledge
from tests.commands.ask.second_call import ANSWERABLE, CALL, NOT_ANSWERABLE


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
