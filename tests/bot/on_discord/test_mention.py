"""Usher is asked by a mention, where everyone can read the answer."""

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.on_discord.mention import ALOUD
from tests.bot.on_discord.bench import Bench, text_of

STATED = "how many pages may a short paper have?"


def me(bench: Bench) -> str:
    return f"<@{bench.env.backend.bot_user.id}>"


def replies(bench: Bench, channel: ChannelHandle | None = None) -> list[discord.Message]:
    bot = bench.env.backend.bot_user.id
    return [each for each in (channel or bench.channel).history() if each.author.id == bot]


def said(message: discord.Message) -> str:
    return text_of(message)  # type: ignore[arg-type]  # a message has what an answer has


async def thread_of(bench: Bench) -> ChannelHandle:
    channel = bench.env.bot.get_channel(bench.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="pages", type=discord.ChannelType.public_thread)
    (thread,) = bench.channel.threads
    return thread


async def test_a_question_beside_a_mention_is_answered_as_a_reply_for_all(bench: Bench) -> None:
    asked = await bench.author.send(bench.channel, f"{me(bench)} {STATED}")
    (answer,) = replies(bench)
    assert answer.reference
    assert answer.reference.message_id == asked.id
    assert "The call says" in said(answer)
    assert "max 4 pages" in said(answer)
    assert answer.mentions == []


async def test_words_that_do_not_mention_usher_are_nobodys_business(bench: Bench) -> None:
    await bench.author.send(bench.channel, STATED)
    assert replies(bench) == []
    assert bench.records.kept == []


async def test_a_mention_alone_is_told_how_to_ask(bench: Bench) -> None:
    await bench.author.send(bench.channel, me(bench))
    (answer,) = replies(bench)
    assert "together with a question" in said(answer)


async def test_the_next_mention_may_lean_on_the_one_before(bench: Bench) -> None:
    await bench.author.send(bench.channel, f"{STATED} {me(bench)}")
    await bench.author.send(bench.channel, f"{me(bench)} and a long one?")
    assert "Understood as" in said(replies(bench)[-1])


async def test_the_same_message_heard_twice_is_answered_once(bench: Bench) -> None:
    asked = await bench.author.send(bench.channel, f"{me(bench)} {STATED}")
    bench.env.bot.dispatch("message", asked)
    await bench.env.settle()
    assert len(replies(bench)) == 1


async def test_in_a_thread_in_which_an_organiser_spoke_usher_stays_silent(bench: Bench) -> None:
    thread = await thread_of(bench)
    await bench.author.send(thread, f"{me(bench)} {STATED}")
    assert len(replies(bench, thread)) == 1
    await bench.organiser.send(thread, "It is four, see the call.")
    await bench.author.send(thread, f"{me(bench)} and a long one?")
    assert len(replies(bench, thread)) == 1


async def test_an_organiser_is_answered_in_any_thread(bench: Bench) -> None:
    thread = await thread_of(bench)
    await bench.organiser.send(thread, "Let us see.")
    await bench.organiser.send(thread, f"{me(bench)} {STATED}")
    assert len(replies(bench, thread)) == 1


async def test_while_usher_stops_it_says_so(bench: Bench) -> None:
    bench.app.work.closing = True
    await bench.author.send(bench.channel, f"{me(bench)} {STATED}")
    (answer,) = replies(bench)
    assert "restarting" in said(answer)
    assert bench.records.kept == []


@pytest.mark.parametrize("typed", ["@everyone ping all", "`x` **bold** ||spoiler||", "?" * 1500])
async def test_whatever_is_asked_mentions_nobody_and_is_answered(bench: Bench, typed: str) -> None:
    await bench.author.send(bench.channel, f"{me(bench)} {typed}")
    (answer,) = replies(bench)
    assert not answer.mention_everyone
    assert said(answer)
    assert [call.name for _, call, _ in bench.records.kept] == [ALOUD]
