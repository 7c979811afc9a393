"""Usher is asked by a mention, and answers in the thread."""

import pytest

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.fake.workspace import ME, Posted

STATED = "how many pages may a short paper have?"


async def say(stage: Stage, who: Person, text: str, thread: str = "") -> str:
    """The message's own name, once Usher has dealt with it."""
    told = await who.says(text, thread)
    await stage.settled()
    return str(told["event"]["ts"])


def answers(stage: Stage) -> list[Posted]:
    return [each for each in stage.slack.workspace.posted if each.user == ME]


async def test_a_question_beside_a_mention_is_answered_in_its_thread_for_all(stage: Stage) -> None:
    asked = await say(stage, stage.ada, f"<@{ME}> {STATED}")
    (answer,) = answers(stage)
    assert (answer.thread, answer.reader) == (asked, None)
    assert "max 4 pages" in answer.said


async def test_a_mention_alone_is_told_how_to_ask(stage: Stage) -> None:
    await say(stage, stage.ada, f"<@{ME}|usher>  <@{ME}>")
    assert "together with a question" in answers(stage)[0].said


async def test_a_mention_in_the_thread_leans_on_the_question_before_however_long_ago(stage: Stage) -> None:
    asked = await say(stage, stage.ada, f"<@{ME}> {STATED}")
    stage.later(hours=3)
    await say(stage, stage.ada, f"<@{ME}> and a long one?", asked)
    assert "Understood as" in answers(stage)[-1].said
    await say(stage, stage.grace, f"<@{ME}> and a long one?", asked)
    assert "Understood as" not in answers(stage)[-1].said


async def test_an_event_that_slack_repeats_is_answered_once(stage: Stage) -> None:
    told = await stage.ada.says(f"<@{ME}> {STATED}")
    await stage.settled()
    await stage.ada.deliver("event", told)
    await stage.settled()
    assert len(answers(stage)) == 1


async def test_in_a_thread_in_which_an_organiser_replied_usher_stays_silent(stage: Stage) -> None:
    asked = await say(stage, stage.ada, "How long may it be?")
    await say(stage, stage.grace, "Four pages, see the call.", asked)
    await say(stage, stage.ada, f"<@{ME}> {STATED}", asked)
    assert answers(stage) == []
    await say(stage, stage.grace, f"<@{ME}> {STATED}", asked)
    assert len(answers(stage)) == 1


async def test_under_what_an_organiser_posted_usher_answers(stage: Stage) -> None:
    posted = await say(stage, stage.grace, "The call is out!")
    await say(stage, stage.ada, f"<@{ME}> {STATED}", posted)
    assert len(answers(stage)) == 1


@pytest.mark.parametrize("typed", ["&lt;!channel&gt; hello", "*bold* `code`", "?" * 1500])
async def test_whatever_is_asked_mentions_nobody_and_is_answered(stage: Stage, typed: str) -> None:
    await say(stage, stage.ada, f"<@{ME}> {typed}")
    (answer,) = answers(stage)
    assert answer.said
    assert "<!" not in str(answer.blocks)
