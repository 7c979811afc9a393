"""What was handed over stands on both platforms as it was written, follows each change, and goes."""

import discord
import pytest

from bot.delivery.courier import MOST_TRIES
from commands.core.reply import File, Picture, Reply
from commands.delivery.destination import Destination, channel
from commands.delivery.post import Post
from storage import outbox, uncertain
from tests.bot.delivery.conftest import ORGANISERS, Desk, post
from tests.bot.on_slack.fake.workspace import ADA, CHANNEL

PIXEL = b"\x89PNG\r\n\x1a\n"
LONG = tuple(f"Paragraph {number}. " + "word " * 500 for number in range(12))
BOTH = {"discord": ["News\nIt is out."], "slack": ["News\nIt is out."]}


async def test_a_post_reaches_both_platforms_once(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    assert desk.seen() == BOTH
    assert await desk.states(message) == {"discord": "sent", "slack": "sent"}
    assert all(outcome.remote for outcome in (await desk.outcomes(message)).values())


async def test_a_correction_changes_each_copy_in_place(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    before = await desk.outcomes(message)
    await desk.revise(message, post("It is out now."))
    await desk.deliver()
    assert desk.seen() == {"discord": ["News\nIt is out now."], "slack": ["News\nIt is out now."]}
    after = await desk.outcomes(message)
    assert [after[name].remote for name in after] == [before[name].remote for name in before]


async def test_a_retraction_removes_every_copy(desk: Desk) -> None:
    message = await desk.announce(post(*LONG))
    await desk.deliver()
    await desk.retract(message)
    await desk.deliver()
    assert desk.seen() == {"discord": [], "slack": []}
    assert await desk.states(message) == {"discord": "retracted", "slack": "retracted"}


async def test_a_long_post_is_split_in_order_and_loses_no_word(desk: Desk) -> None:
    message = await desk.announce(post(*LONG))
    await desk.deliver()
    for place, parts in desk.seen().items():
        said = "\n".join(parts)
        assert len(parts) > 1, place
        assert [said.find(f"Paragraph {number}.") for number in range(12)] == sorted(
            said.find(f"Paragraph {number}.") for number in range(12)
        )
        assert said.count("word") == 12 * 500, place
    await desk.revise(message, post("Short."))
    await desk.deliver()
    assert desk.seen() == {"discord": ["News\nShort."], "slack": ["News\nShort."]}


async def test_a_long_post_goes_on_in_a_thread_on_slack(desk: Desk) -> None:
    await desk.announce(post(*LONG))
    await desk.deliver()
    first, *others = [each for each in desk.slack.workspace.posted if each.channel == CHANNEL]
    assert (first.thread, {each.thread for each in others}) == ("", {first.ts})


async def test_what_can_not_be_edited_is_corrected_under_the_post(desk: Desk) -> None:
    message = await desk.announce(post("It is out."), channel(f"slack:{CHANNEL}"))
    await desk.deliver()
    desk.slack.workspace.fixed = True
    await desk.revise(message, post("It is not."))
    await desk.deliver()
    first, second = [each for each in desk.slack.workspace.posted if each.channel == CHANNEL]
    assert "It is out." in first.said
    assert "Correction of the message above" in second.said
    assert "It is not." in second.said
    assert second.thread == first.ts
    desk.slack.workspace.fixed = False
    await desk.retract(message)
    await desk.deliver()
    assert desk.on_slack() == []


async def test_what_somebody_removed_there_is_said_and_not_sent_again(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    desk.slack.workspace.posted.clear()
    desk.wire.backend.messages[desk.wire.channel.id].clear()
    await desk.revise(message, post("It is not."))
    await desk.deliver()
    assert {each.reason for each in (await desk.outcomes(message)).values()} == {"removed there"}
    assert desk.seen() == {"discord": [], "slack": []}


async def test_the_sender_is_named_and_only_what_is_allowed_rings(desk: Desk) -> None:
    words = Post(
        post("@everyone <!channel> read").reply, mentions=("here", "S0TEAM", "@U0ADA"), sender="Grace"
    )
    await desk.announce(words)
    await desk.deliver()
    (on_slack,) = [each for each in desk.slack.workspace.posted if each.channel == CHANNEL]
    assert on_slack.said.startswith("<!here> <!subteam^S0TEAM> <@U0ADA>")
    assert "<!channel>" not in on_slack.said.replace("&lt;!channel&gt;", "")
    (on_discord,) = desk.wire.backend.messages[desk.wire.channel.id].values()
    assert on_discord.content == "@here"
    assert on_discord.allowed_mentions.everyone
    assert "Grace" in desk.on_discord()[0]
    assert "Grace" in on_slack.said


async def test_without_mentions_nothing_can_ring(desk: Desk) -> None:
    await desk.announce(post("@everyone"))
    await desk.deliver()
    (message,) = desk.wire.backend.messages[desk.wire.channel.id].values()
    assert not message.mention_everyone
    assert not message.allowed_mentions.everyone


async def test_a_picture_is_uploaded_once_for_all_channels_and_stands_in_the_message(desk: Desk) -> None:
    desk.slack.workspace.members.add("C0SECOND")
    with_picture = Post(Reply.of(*post("Look").reply.blocks, Picture("map.png", PIXEL, "The way there")))
    message = await desk.announce(
        with_picture, channel(f"slack:{CHANNEL}"), channel("slack:C0SECOND"), *desk.places
    )
    await desk.deliver()
    pictures = [
        block for each in desk.slack.workspace.posted for block in each.blocks if block["type"] == "image"
    ]
    assert [block["alt_text"] for block in pictures] == ["The way there"] * 2
    assert len(desk.slack.workspace.files) == 1
    (there,) = desk.wire.backend.messages[desk.wire.channel.id].values()
    assert [each["filename"] for each in there.attachments] == ["map.png"]
    desk.slack.workspace.files.clear()
    await desk.revise(
        message, Post(Reply.of(*post("Look again").reply.blocks, *with_picture.reply.blocks[2:]))
    )
    await desk.deliver()
    await desk.later()
    assert len(desk.slack.workspace.files) == 1
    assert "Look again" in desk.on_slack()[0]


async def test_a_file_is_linked_on_slack(desk: Desk) -> None:
    with_file = Post(Reply.of(*post("See").reply.blocks, File("plan.csv", b"a,b", "text/csv")))
    await desk.announce(with_file)
    await desk.deliver()
    assert "plan.csv" in desk.on_slack()[0]


async def test_a_person_is_written_to_directly(desk: Desk) -> None:
    ada = desk.wire.author.id
    message = await desk.announce(
        post("For you"), Destination("discord", str(ada), "person"), Destination("slack", ADA, "person")
    )
    await desk.deliver()
    assert await desk.states(message) == {"discord": "sent", "slack": "sent"}
    assert desk.on_slack(f"D{ADA}") == ["News\nFor you"]
    assert desk.seen() == {"discord": [], "slack": []}


async def test_an_announcement_channel_is_published(desk: Desk) -> None:
    backend = desk.wire.backend
    news = backend.create_channel(desk.wire.guild.id, "news", type=discord.ChannelType.news.value)
    await desk.announce(post("It is out."), channel(f"discord:{news.id}"))
    await desk.deliver()
    (message,) = backend.messages[news.id].values()
    assert message.flags & 2


async def test_a_publication_beyond_the_hours_ten_waits_and_sends_nothing_twice(desk: Desk) -> None:
    backend = desk.wire.backend
    news = backend.create_channel(desk.wire.guild.id, "news", type=discord.ChannelType.news.value)
    desk.wire.weather = lambda _method, path: "busy" if path.endswith("/crosspost") else ""
    message = await desk.announce(post("It is out."), channel(f"discord:{news.id}"))
    await desk.deliver()
    outcome = (await desk.outcomes(message))["discord"]
    assert (outcome.state, outcome.reason) == ("planned", "rate limited")
    desk.wire.weather = lambda _method, _path: ""
    await desk.later()
    assert await desk.states(message) == {"discord": "sent"}
    assert len(desk.on_discord(news.id)) == 1


async def test_one_place_that_refuses_keeps_no_other_waiting_and_says_why(desk: Desk) -> None:
    to = (channel("slack:C0STRANGE"), channel("discord:1"), *desk.places)
    message = await desk.announce(post("It is out."), *to)
    await desk.deliver()
    assert desk.seen() == BOTH
    async with desk.store.reading() as transaction:
        told = await outbox.outcomes(transaction, message)
    failed = {each.target.id: (each.reason, each.detail) for each in told if each.state == "failed"}
    assert failed["C0STRANGE"] == ("no access", "invite Usher to the channel")
    assert failed["1"][0] == "channel gone"


async def test_the_organisers_get_one_summary_when_all_is_done(desk: Desk) -> None:
    message = await desk.announce(post("It is out."), channel("slack:C0STRANGE"), *desk.places)
    await desk.deliver()
    (summary,) = desk.on_slack(ORGANISERS)
    assert "“News” stands in 2 of 3 places" in summary
    assert "<#C0STRANGE>: no access (invite Usher to the channel)" in summary
    await desk.retract(message)
    await desk.deliver()
    assert "“News” is retracted in 2 of 3 places" in desk.on_slack(ORGANISERS)[1]


async def test_a_busy_platform_is_waited_for_as_long_as_it_asks(desk: Desk) -> None:
    desk.wire.weather = desk.slack.weather = lambda _method, _place: "busy"
    message = await desk.announce(post("It is out."))
    for _ in range(MOST_TRIES + 5):
        await desk.later(0.1)
    assert {each.reason for each in (await desk.outcomes(message)).values()} == {"rate limited"}
    desk.wire.weather = desk.slack.weather = lambda _method, _place: ""
    await desk.later()
    assert desk.seen() == BOTH


async def test_a_platform_that_stays_broken_is_given_up_and_can_be_tried_again(desk: Desk) -> None:
    desk.wire.weather = desk.slack.weather = lambda _method, _place: "broken"
    message = await desk.announce(post("It is out."), desk.places[1])
    for _ in range(MOST_TRIES + 5):
        await desk.later()
    assert await desk.states(message) == {"slack": "uncertain"}
    desk.slack.weather = lambda _method, _place: ""
    (delivery,) = (await desk.outcomes(message)).values()
    async with desk.store.begin() as transaction:
        assert await uncertain.settle(transaction, delivery.delivery, did_arrive=False, now=desk.clock.now())
    await desk.deliver()
    assert desk.on_slack() == ["News\nIt is out."]


async def test_a_post_that_takes_too_many_messages_is_refused(desk: Desk) -> None:
    message = await desk.announce(post(*LONG * 12))
    await desk.deliver()
    assert {each.reason for each in (await desk.outcomes(message)).values()} == {"too long"}
    assert desk.seen() == {"discord": [], "slack": []}


@pytest.mark.parametrize("weather", ["busy", "broken", "silent"])
async def test_bad_weather_neither_loses_nor_repeats_anything(desk: Desk, weather: str) -> None:
    for turn in range(3):
        desk.wire.weather = desk.slack.weather = lambda _method, _place: weather
        message = await desk.announce(post(f"{turn}"))
        await desk.deliver()
        desk.wire.weather = desk.slack.weather = lambda _method, _place: ""
        await desk.later()
        await desk.later()
        assert await desk.states(message) == {"discord": "sent", "slack": "sent"}
        await desk.revise(message, post(f"changed {turn}"))
        await desk.deliver()
    assert desk.on_slack() == [f"News\nchanged {turn}" for turn in range(3)]
    assert desk.on_discord() == [f"News\nchanged {turn}" for turn in range(3)]
