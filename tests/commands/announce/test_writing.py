"""An announcement is written in a dialog and previewed as it will be; what is wrong is said at its field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.on_discord.as_text import as_text
from commands.core.invocation import Raw
from commands.core.person import Place
from commands.core.reply import Block, Fact, Facts, Heading, Moment, Picture, Preview, Reply, Strong, line
from commands.delivery.destination import channel
from commands.services import Services
from tests.commands.announce.desk import ADA, ALAN, GRACE, PNG, Desk, buttons, picture


@pytest.fixture
def desk(services: Services) -> Desk:
    """On one database, since dialogs are alike on both."""
    return Desk.over(services, services.store)


async def test_the_preview_is_the_post_itself_and_what_will_happen_to_it(desk: Desk) -> None:
    reply = await desk.writes(text="We **open** today.", at="tomorrow 18:00 AoE", mentions=("here",))
    on_discord, on_slack = (block for block in reply.blocks if isinstance(block, Preview))
    assert (on_discord.platform, on_discord.title) == ("discord", "On Discord: 1 message")
    assert (on_slack.platform, on_slack.title) == ("slack", "On Slack: 1 message")
    (copy,) = on_slack.copies
    assert copy.rings == ("@here",)
    assert copy.blocks[0] == Heading("Hello")
    assert Strong("open") in copy.blocks[1].said  # type: ignore[union-attr]  # a paragraph
    said = as_text(reply)
    assert "— Grace" in said
    assert "Announcement 1: nothing is sent yet" in said
    assert "Goes to: everyone: discord:100, slack:C100" in said
    assert "When: 2025-08-03 06:00 UTC" in said
    assert "Rings: @here" in said
    assert "One organiser must confirm it; that can be you." in said
    assert await desk.posts() == []


async def test_the_time_is_read_in_the_organisers_zone_and_shown_there_and_in_utc(desk: Desk) -> None:
    berlin = replace(GRACE, person=replace(GRACE.person, zone=ZoneInfo("Europe/Berlin")))
    answer = await desk.answer(berlin, "new", title="Hello", text="Soon.", to=("everyone",), at="Aug 20 9am")
    (plan,) = [block for block in answer.reply.blocks if isinstance(block, Facts)]
    at = Moment(datetime(2025, 8, 20, 7, tzinfo=UTC))
    assert Fact("When", line(at, " (Wednesday, 2025-08-20 07:00 UTC)")) in plan.facts


async def test_the_preview_tells_what_is_split_and_where_usher_may_not_post(desk: Desk) -> None:
    desk.postman.lengths["discord"] = 3
    desk.postman.refusals[channel("slack:C100")] = "Usher is no member of this channel; invite it."
    reply = await desk.writes()
    said = as_text(reply)
    assert "On Discord: 3 messages\n\nMessage 1 of 3." in said
    assert "Message 3 of 3.\n\nAnd so on.\n\nOn Slack: 1 message" in said
    assert "slack:C100: Usher is no member of this channel; invite it." in said
    assert "Confirm, though not every channel takes it" in buttons(reply)


async def test_channels_beside_the_groups_are_named_and_each_gets_it_once(desk: Desk) -> None:
    reply = await desk.writes(channels="discord:9, slack:C100 slack:C8")
    assert "everyone: discord:9, slack:C100, slack:C8, discord:100" in as_text(reply)
    await desk.does(GRACE, "confirm", number=1, revision=1)
    ((_, outcomes),) = await desk.posts()
    assert len(outcomes) == 4


@pytest.mark.parametrize(
    ("filled", "field", "why"),
    [
        ({"to": ()}, "to", "Choose at least one group that has channels"),
        ({"to": ("nobody",)}, "to", "It can be “everyone”, “reviewers”, “organisers”"),
        ({"channels": "#general"}, "channels", "“#general” is no channel"),
        ({"at": "08/09 18:00 UTC"}, "at", "could be August 9, 2025 or September 8, 2025"),
        ({"mentions": ("everyone",)}, "mentions", "It can be “here”, “reviewers”"),
        ({"text": " \n "}, "text", "The text is empty"),
        ({"image": picture()}, "description", "Describe the picture"),
        ({"image": picture("x.svg", b"<svg>"), "description": "X"}, "image", "take PNG, JPEG or GIF"),
        ({"image": picture("x.png", b"0" * 4_000_001)}, "image", "at most 4 MB are taken"),
        ({"title": "x" * 151}, "title", "at most 150 fit"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    desk: Desk, filled: dict[str, Raw], field: str, why: str
) -> None:
    options: dict[str, Raw] = {"title": "Hello", "text": "Hi", "to": ("everyone",), **filled}
    answer = await desk.answer(GRACE, "new", **options)
    assert (answer.outcome, answer.field) == ("refused", field)
    assert why in as_text(answer.reply)
    assert "There are no announcements yet" in await desk.does(GRACE, "list")


async def test_words_ring_nobody_and_only_what_the_settings_name_does(desk: Desk) -> None:
    await desk.writes(text="@everyone <!channel> <@U1>", mentions=("reviewers",))
    await desk.does(GRACE, "confirm", number=1, revision=1)
    ((post, _),) = await desk.posts()
    assert post.mentions == ("55", "S55")
    assert line("@everyone <!channel> <@U1>") in [getattr(block, "said", None) for block in post.reply.blocks]


async def test_a_change_opens_with_what_was_written(desk: Desk) -> None:
    await desk.writes(
        at="Aug 20 9am UTC", mentions=("here",), channels="slack:C8", image=picture(), description="A"
    )
    known = await desk.dispatcher.prefilled("announce edit", GRACE, {"number": "1"})
    assert known == {
        "number": 1,
        "revision": 1,
        "title": "Hello",
        "text": "We are open.",
        "to": ("everyone",),
        "at": "2025-08-20 09:00 UTC",
        "mentions": ("here",),
        "description": "A",
        "channels": "slack:C8",
    }


async def test_a_picture_stays_until_it_is_replaced_or_taken_away(desk: Desk) -> None:
    reply = await desk.writes(image=picture(), description="A poster")
    assert pictures(reply) == [Picture("announcement.png", PNG, "A poster")]
    assert "The same picture: A poster" in as_text(reply)
    kept: dict[str, Raw] = {"number": 1, "title": "Hello", "text": "We are open.", "to": ("everyone",)}
    renamed = await desk.answer(GRACE, "edit", **kept, description="A red poster")
    assert pictures(renamed.reply) == [Picture("announcement.png", PNG, "A red poster")]
    other = await desk.answer(GRACE, "edit", **kept, image=picture("b.gif", b"GIF89a"), description="B")
    assert pictures(other.reply) == [Picture("announcement.gif", b"GIF89a", "B")]
    bare = await desk.answer(GRACE, "edit", **kept, without_image=True)
    assert pictures(bare.reply) == []


async def test_the_playground_draws_the_picture_in_the_look_of_each_platform(desk: Desk) -> None:
    here = replace(GRACE, place=Place("web", "organisers"))
    await desk.writes(image=picture(), description="A poster")
    assert len(pictures((await desk.answer(here, "show", number=1)).reply)) == 2


def pictures(reply: Reply) -> list[Block]:
    copies = [copy for block in reply.blocks if isinstance(block, Preview) for copy in block.copies]
    return [block for copy in copies for block in copy.blocks if isinstance(block, Picture)]


async def test_of_two_who_change_it_at_once_the_second_is_told(desk: Desk) -> None:
    await desk.writes()
    kept: dict[str, Raw] = {"number": 1, "revision": 1, "text": "We are open.", "to": ("everyone",)}
    await desk.answer(GRACE, "edit", **kept, title="Mine")
    second = await desk.answer(ALAN, "edit", **kept, title="Yours")
    assert second.outcome == "refused"
    assert "Somebody else changed announcement 1 meanwhile" in as_text(second.reply)
    assert "Mine" in await desk.does(GRACE, "show", number=1)


async def test_the_words_stay_those_of_who_wrote_them_first(desk: Desk) -> None:
    await desk.writes()
    said = await desk.does(ALAN, "edit", number=1, title="Hello", text="New", to=("everyone",))
    assert "— Grace" in said


async def test_a_time_that_passed_before_anybody_confirmed_is_refused(desk: Desk) -> None:
    await desk.writes(at="in 2 h")
    desk.passes(timedelta(hours=3))
    said = await desk.does(GRACE, "confirm", number=1, revision=1)
    assert "Its time has passed: Friday, August 1, 2025, 14:00 UTC. Press Change and set another." in said
    assert await desk.posts() == []


@pytest.mark.parametrize(
    "name", ["new", "edit", "confirm", "discard", "list", "show", "rehearse", "cancel", "retract", "retry"]
)
async def test_nobody_but_organisers_gets_anywhere(desk: Desk, name: str) -> None:
    await desk.writes()
    answer = await desk.answer(ADA, name, number=1, revision=1, sure="yes")
    assert answer.outcome == "refused"
    assert "is for organisers only" in as_text(answer.reply)
    assert await desk.dispatcher.prefilled("announce edit", ADA, {"number": "1"}) == {}
    assert await desk.posts() == []
