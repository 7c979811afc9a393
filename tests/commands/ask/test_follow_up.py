"""A question that leans on the one before is told in full; any other comes back as it was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.ask.answering import answer
from commands.ask.follow_up import resolve
from commands.ask.knowledge import Knowledge


@pytest.mark.parametrize(
    ("earlier", "question", "meant"),
    [
        ("How long may a long paper be?", "what about short papers?", "How long may a short paper be?"),
        ("how long may a short paper be?", "and long ones?", "how long may a long paper be?"),
        ("What is the submission deadline?", "and for camera ready?", "What is the camera ready deadline?"),
        ("When are papers due?", "and for camera ready?", "When are papers due, for camera ready?"),
        ("do references count?", "appendices?", "do appendices count?"),
        ("Must I release my data?", "And the code?", "Must I release my code?"),
        ("can I attend in person?", "remotely?", "can I attend remotely?"),
        ("would a paper on SAEs fit?", "and diffusion models?", "would a paper on diffusion models fit?"),
        ("长文最多几页？", "那短文呢？", "短文最多几页?"),
        (
            "How many pages may long papers have?",
            "et pour les courts ?",
            "How many pages may courts papers have?",
        ),
    ],
)
def test_what_is_named_now_takes_the_place_of_what_was_named_before(
    earlier: str, question: str, meant: str
) -> None:
    assert resolve(question, earlier) == meant


@pytest.mark.parametrize(
    ("earlier", "question", "meant"),
    [
        ("Is reviewing double-blind?", "why?", "Why is reviewing double-blind?"),
        ("how long may a short paper be", "Why?", "Why: how long may a short paper be?"),
        ("will I be notified", "when?", "When will I be notified?"),
        ("Do I need the checklist?", "is it mandatory?", "Do I need the checklist? Is it mandatory?"),
        ("what is the page limit?", "and is that strict?", "what is the page limit? And is that strict?"),
    ],
)
def test_a_question_about_the_last_one_is_joined_to_it(earlier: str, question: str, meant: str) -> None:
    assert resolve(question, earlier) == meant


@pytest.mark.parametrize(
    "question",
    [
        "is it archival?",
        "and what is the page limit?",
        "and when is the camera-ready due?",
        "what about travel grants?",
        "why is the limit four pages",
        "ok thanks",
        "and?",
        "",
    ],
)
@pytest.mark.parametrize("earlier", ["Do I need the checklist?", "how long may a short paper be"])
def test_a_question_that_stands_alone_comes_back_as_it_is(question: str, earlier: str) -> None:
    assert resolve(question, earlier) == question


@given(question=st.text())
def test_with_nothing_asked_before_nothing_is_added(question: str) -> None:
    assert resolve(question, None) == question
    assert resolve(question, " ") == question


@given(question=st.text(), earlier=st.text())
def test_any_two_texts_can_be_read_together(question: str, earlier: str) -> None:
    meant = resolve(question, earlier)
    assert meant == question or len(meant) <= len(question) + len(earlier) + len("? , :")


@pytest.mark.parametrize(
    ("earlier", "question", "outcome", "topic"),
    [
        ("When are papers due?", "and for camera ready?", "silent", "camera-ready date"),
        ("how many pages may a long paper have", "and in the camera ready?", "stated", "camera-ready page"),
        ("do references count toward the limit?", "appendices?", "stated", "references and appendices"),
        ("can I attend in person?", "and online?", "silent", "remote participation"),
        ("when is the deadline?", "in which time zone?", "silent", "hour and time zone of the deadline"),
    ],
)
def test_a_follow_up_is_answered_like_the_question_that_it_stands_for(
    knowledge: Knowledge, earlier: str, question: str, outcome: str, topic: str
) -> None:
    answered = answer(resolve(question, earlier), knowledge)
    assert (answered.outcome, answered.topic) == (outcome, topic)
