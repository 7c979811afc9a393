"""Numbers and dates in a question are read, and corrected where the call says otherwise."""

import pytest

from commands.ask.answering import answer
from commands.ask.knowledge import Knowledge
from commands.ask.premises import Limit, page_limits

DERIVED = "Derived from the quoted limits: "


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "is 9.5 pages ok?",
            "9.5 pages is over the 4 pages of short papers, over the 9 pages of long papers.",
        ),
        (
            "is a seven page paper too long?",
            "7 pages is over the 4 pages of short papers, within the 9 pages of long papers.",
        ),
        (
            "10 page camera-ready ok?",
            "10 pages in the camera-ready version (1 more than at submission) is over",
        ),
        ("why is the deadline August 29?", "The call says August 22, not August 29."),
    ],
)
def test_a_number_in_the_question_is_held_against_the_call(
    knowledge: Knowledge, question: str, line: str
) -> None:
    said = (answer(question, knowledge).answer or "").removeprefix(DERIVED)
    assert said.startswith(line)


def test_a_limit_that_the_call_does_not_set_is_said_so(knowledge: Knowledge) -> None:
    answered = answer("why is the page limit 8 pages?", knowledge)
    assert (answered.answer or "").startswith("The call sets no limit of 8 pages.")


def test_the_right_date_needs_no_correction(knowledge: Knowledge) -> None:
    assert "not August" not in (answer("is the deadline August 22?", knowledge).answer or "")


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        (
            "**short** (max 4 pages) and long (max 9 pages) papers".replace("*", ""),
            [Limit("short", 4), Limit("long", 9)],
        ),
        ("Papers have at most six pages.", [Limit("", 6)]),
        ("Papers may not exceed 8 pages.", [Limit("", 8)]),
        (
            "Long papers up to 8 pages, extended abstracts up to 2 pages",
            [Limit("extended abstract", 2), Limit("long", 8)],
        ),
        ("No limit is given.", []),
    ],
)
def test_limits_are_read_as_calls_write_them(words: str, limits: list[Limit]) -> None:
    assert page_limits(words) == limits


def test_a_derived_limit_shows_both_lines_that_it_comes_from(knowledge: Knowledge) -> None:
    answered = answer("10 page camera-ready ok?", knowledge)
    assert "within the 10 pages of long papers" in (answered.answer or "")
    assert {quotation.line for quotation in answered.quotations} >= {2, 15}
