"""Every command, as people call it on Discord."""

import pytest
from simcord.backend.errors import SetupError

from bot.on_discord.register import path
from commands.core.command import listed
from tests.bot.on_discord.bench import Bench, labels, only, shown, text_of
from tests.papers.typeset import paper


async def test_a_private_command_answers_its_caller_alone(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "deadline show")
    assert bench.env.backend.http_requests[-2].json == {"type": 5, "data": {"flags": 64}}
    assert only(result).ephemeral
    assert "August 22, 2025" in text_of(only(result))
    assert labels(only(result)) == ["Add to calendar", "Remind me"]


async def test_every_command_is_there_under_its_own_words(bench: Bench) -> None:
    there = set(bench.organiser.available_commands(bench.channel))
    declared = listed(bench.app.dispatcher.commands)
    assert there == {" ".join(path(command, declared)) for command in declared}
    assert there >= {"help", "deadline show", "deadline calendar", "ask", "questions show", "enrol form"}


async def test_organisers_commands_are_not_listed_for_others(bench: Bench) -> None:
    offered = bench.author.available_commands(bench.channel)
    assert "roster export" not in offered
    assert "enrol form" in offered


async def test_help_names_what_the_caller_may_run(bench: Bench) -> None:
    text = text_of(only(await bench.author.slash(bench.channel, "help")))
    assert "/checkpdf" in text
    assert "/roster export" not in text


async def test_help_names_commands_as_discord_calls_them(bench: Bench) -> None:
    text = text_of(only(await bench.author.slash(bench.channel, "help")))
    assert "`/deadline show which:submission`" in text
    assert "/deadline calendar" in text
    assert "/deadline show calendar" not in text


async def test_a_question_is_answered_with_the_words_of_the_call(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "ask", question="How long may a short paper be?")
    assert "max 4 pages" in text_of(only(result)).replace("*", "")


async def test_a_calendar_comes_as_a_file(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "deadline calendar", which="submission")
    (file,) = only(result).attachments
    assert file.filename == "submission.ics"
    assert b"BEGIN:VCALENDAR" in await file.read()


async def test_a_paper_is_checked_and_its_page_shown(bench: Bench) -> None:
    data = paper().fill_to(5, 2).references(5).pdf()
    result = await bench.author.slash(bench.channel, "checkpdf", file=("paper.pdf", data))
    (message,) = shown(result)
    assert message.ephemeral
    assert "over by 3 lines on page 5" in text_of(message)
    (picture,) = message.attachments
    assert picture.filename.startswith("page-5")
    assert picture.description == "Page 5 with the end of the main text marked"
    assert any(embed.image.url for embed in message.embeds)


async def test_what_only_looks_like_a_paper_is_refused(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "checkpdf", file=("paper.pdf", b"no paper"))
    assert only(result).ephemeral
    assert bench.outcomes == ["refused"]


async def test_choices_ranges_and_suggestions_are_discords_own(bench: Bench) -> None:
    with pytest.raises(SetupError):
        await bench.author.slash(bench.channel, "checkpdf", file=("a.pdf", b"%PDF"), track="poster")
    with pytest.raises(SetupError):
        await bench.author.slash(bench.channel, "echo", text="hello", times=10)
    offered = await bench.author.autocomplete(bench.channel, "deadline show", "which", "notif")
    assert offered == [{"name": "Notification of acceptance", "value": "notification"}]


async def test_what_a_list_cannot_hold_is_suggested_while_typing(bench: Bench) -> None:
    first = await bench.author.autocomplete(bench.channel, "pick", "topic", "")
    assert len(first) == 25
    (last,) = await bench.author.autocomplete(bench.channel, "pick", "topic", "topic-39")
    assert last == {"name": "Topic-39", "value": "topic-39"}


async def test_several_choices_are_typed_with_commas_and_suggested_one_by_one(bench: Bench) -> None:
    (last,) = await bench.author.autocomplete(bench.channel, "pick", "others", "topic-1, topic-38", topic="x")
    assert last["value"] == "topic-1, topic-38"
    result = await bench.author.slash(
        bench.channel, "pick", topic="topic-3", others="topic-1, topic-38", share=0.25, loud=True
    )
    assert r"topic-3; topic-1 + topic-38; 0.25; True" in text_of(only(result))


async def test_a_choice_that_does_not_exist_is_explained(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "pick", topic="topic-99")
    assert "can't be “topic-99”" in text_of(only(result))


async def test_a_public_command_answers_in_public(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "echo", text="hello")
    assert not only(result).ephemeral


async def test_a_refusal_of_a_public_command_is_for_its_caller_alone(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "echo", text="no")
    assert result.response is None
    (refusal,) = result.followups
    assert refusal.ephemeral
    assert "I will not say that." in text_of(refusal)


async def test_a_long_reply_is_split_and_stays_with_its_caller(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "echo", text="word " * 500, times=7)
    messages = shown(result)
    assert len(messages) == 4
    assert sum(text_of(message).count("word") for message in messages) == 3_500


async def test_a_reply_without_end_comes_as_a_file(bench: Bench) -> None:
    result = await bench.author.slash(bench.channel, "echo", text="word " * 1_200, times=9)
    files = [file for message in shown(result) for file in message.attachments]
    assert [file.filename for file in files] == ["reply.txt"]
    assert (await files[0].read()).count(b"word") == 10_800


async def test_more_files_than_a_message_holds_come_in_two(bench: Bench) -> None:
    messages = shown(await bench.author.slash(bench.channel, "files"))
    assert [len(message.attachments) for message in messages] == [10, 2, 0]
    assert [labels(message) for message in messages] == [[], ["Again"], ["Again"]]


async def test_a_file_that_discord_refuses_is_named_instead(bench: Bench) -> None:
    messages = shown(await bench.author.slash(bench.channel, "files", size=26 * 1024 * 1024))
    assert sum(len(message.attachments) for message in messages) == 11
    assert "large.bin has 26.0 MB" in text_of(messages[0])


async def test_commands_work_in_direct_messages(bench: Bench) -> None:
    result = await bench.author.user.slash("deadline show", which="submission")
    assert "August 22, 2025" in text_of(only(result))


async def test_nobody_is_rung_by_what_is_typed(bench: Bench) -> None:
    text = f"@everyone @here <@{bench.organiser.id}> <@&{bench.guild.default_role.id}>"
    message = only(await bench.author.slash(bench.channel, "echo", text=text)).message
    assert not message.mention_everyone
    assert not message.mentions
    assert not message.role_mentions
    assert "@everyone" not in text_of(only(await bench.author.slash(bench.channel, "echo", text=text)))
