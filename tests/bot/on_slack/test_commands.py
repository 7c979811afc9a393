"""Slash commands, in both modes."""

import pytest

from commands.catalogue import COMMANDS
from commands.core.command import listed
from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.workspace import ADA


async def test_the_deadlines_come_with_timestamps_words_and_sources_for_the_caller_alone(
    stage: Stage,
) -> None:
    await stage.ada.types("/deadline")
    await stage.settled()
    (reply,) = stage.ada.sees()
    assert reply.reader == ADA
    assert "Friday, August 22, 2025 · in 21 days" in reply.said
    assert "call, line " in reply.said
    assert stage.grace.sees() == []
    assert "in 21 days" in reply.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/usher", "/deadline calendar"),
        ("/usher help", "/deadline calendar"),
        ("/usher help about:deadline", "Which one; all when left out"),
        ("/usher deadline", "in 21 days"),
        ("/deadline submission", "Paper submission"),
        ("/deadline Paper submission", "in 21 days"),
        ("/deadline which=“submission”", "in 21 days"),
        ("/ask how long may a *short* paper be?", "max 4 pages"),
        ("/ask question: what is the weather in Rome?", "This is not about the call"),
        ("/visit vienna", "1 in vienna by train"),
        ("/visit town=vienna how:boat nights=2", "2 in vienna by boat"),
        ("/visit list", "San Diego"),
        ("/roster export", "is for organisers only"),
        ("/refuse", "Not today. Try tomorrow."),
        ("/break", "give the organisers this reference"),
        ("/dedline", "Did you mean /deadline?"),
        ("/broadcast nwe", "There is no /broadcast nwe."),
    ],
)
async def test_what_is_typed_is_answered(stage: Stage, typed: str, told: str) -> None:
    await stage.ada.types(typed)
    await stage.settled()
    said = "\n".join(reply.said for reply in stage.ada.sees())
    assert told in said


@pytest.mark.parametrize("name", [command.name for command in listed(COMMANDS)])
async def test_every_command_tells_how_it_is_used(stage: Stage, name: str) -> None:
    await stage.grace.types(f"/usher {name} help")
    await stage.settled()
    (reply,) = stage.grace.sees()
    assert f"How to use /{'usher ' if name == 'help' else ''}{name}" in reply.said


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("/deadline wich=submission", "Did you mean “which”?"),
        ("/deadline nothing", "There is no deadline “nothing”."),
        ("/visit town=vienna nights=40", "must be between 1 and 9"),
        ("/ask", "/ask needs “question”"),
    ],
)
async def test_a_slip_is_explained_with_the_usage(stage: Stage, typed: str, wrong: str) -> None:
    await stage.ada.types(typed)
    await stage.settled()
    (reply,) = stage.ada.sees()
    assert wrong in reply.said
    assert "`/" in reply.said
    assert reply.reader == ADA


async def test_a_public_answer_is_for_all_and_its_refusal_is_not(stage: Stage) -> None:
    await stage.ada.types("/echo hello")
    await stage.ada.types("/decide")
    await stage.settled()
    (answer,) = stage.grace.sees()
    assert answer.said == "hello\nhello"
    assert "is for organisers only" in stage.ada.sees()[1].said


async def test_what_is_longer_than_some_messages_goes_on_in_a_file(stage: Stage) -> None:
    await stage.ada.types("/book 20")
    await stage.settled()
    replies = stage.grace.sees()
    assert len(replies) == 4
    assert "The rest of this reply is in the file reply.txt." in replies[-1].said
    assert replies[-1].buttons[0]["value"] == "book?pages=2"
    (rest,) = stage.slack.workspace.files.values()
    assert rest.channel == stage.ada.channel
    assert b"19. Lorem ipsum & dolor <sit> amet." in rest.content


async def test_nothing_that_is_typed_rings_or_formats(stage: Stage) -> None:
    typed = "<!channel> <@U1> @here *bold* _it_ ~no~ `code` &amp; <https://evil.example|bank>"
    await stage.ada.types(f"/echo {typed}")
    await stage.settled()
    (answer,) = stage.grace.sees()
    header, section = answer.blocks
    for text in (header["text"], section["text"]):
        assert text["type"] == "plain_text"
        assert text["text"].replace("\u2060", "") == typed
        assert not any(mention in text["text"] for mention in ("<!", "<@", "<#"))
    assert "<" not in answer.text


async def test_a_countdown_to_an_hour_is_shown_in_each_readers_zone(stage: Stage) -> None:
    await stage.ada.types("/show")
    await stage.settled()
    (answer, *_) = stage.grace.sees()
    assert (
        "<!date^1754052300^{date_long} at {time}|Friday, August 1, 2025 at 05:45 PDT> · in 45 minutes"
        in answer.said
    )


async def test_the_rights_are_those_of_the_moment(stage: Stage) -> None:
    await stage.grace.types("/decide yes")
    await stage.settled()
    stage.slack.workspace.users[stage.grace.id]["is_admin"] = False
    await stage.grace.types("/decide no")
    await stage.settled()
    assert [reply.said for reply in stage.grace.sees()] == [
        "🟢 Decided: yes",
        "🔴 /decide is for organisers only. Ask one of them to run it for you.",
    ]


async def test_long_work_says_what_it_does_before_it_is_done(stage: Stage) -> None:
    await stage.ada.types("/slow 1.8")
    await stage.settled()
    notice, answer = stage.ada.sees()
    assert notice.said.startswith("Step ")
    assert answer.said == "🟢 At last"


async def test_a_command_works_when_slack_tells_nothing_of_the_person(stage: Stage) -> None:
    del stage.slack.workspace.users[ADA]
    await stage.ada.types("/deadline")
    await stage.settled()
    assert "in 21 days" in stage.ada.sees()[0].said


async def test_while_usher_stops_new_work_is_refused_in_words(stage: Stage) -> None:
    stage.app.work.closing = True
    await stage.ada.types("/deadline")
    assert await stage.app.work.drained(10)
    assert stage.ada.sees()[0].said == "Usher is restarting. Try again in a minute."
