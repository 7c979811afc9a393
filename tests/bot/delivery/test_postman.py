"""Whether Usher may post is known before anything is sent, in words that say what to do."""

from dataclasses import replace

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.delivery.discord_rights import resolved
from bot.delivery.postman import SendersPostman
from commands.core.reply import Copy
from commands.delivery.destination import Destination, Platform, channel
from tests.bot.delivery.conftest import Desk, post
from tests.bot.on_slack.fake.workspace import ADA

PLATFORMS: tuple[Platform, ...] = ("discord", "slack")
SEND = discord.Permissions(send_messages=True).value
SEE = discord.Permissions(view_channel=True).value


@pytest.fixture
def postman(desk: Desk) -> SendersPostman:
    senders = {name: courier.sender for name, courier in desk.couriers.items()}
    return SendersPostman({"discord": senders["discord"], "slack": senders["slack"]})


async def test_places_where_usher_may_post_have_no_problem(desk: Desk, postman: SendersPostman) -> None:
    people = Destination("slack", ADA, "person"), Destination("discord", "1", "person")
    assert await postman.problems((*desk.places, *people)) == {}


async def test_each_problem_says_what_to_do(desk: Desk, postman: SendersPostman) -> None:
    backend, guild = desk.wire.backend, desk.wire.guild.id
    backend.set_overwrite(desk.wire.channel.id, Overwrite(guild, OverwriteType.ROLE, 0, SEND))
    voice = backend.create_channel(guild, "stage", type=discord.ChannelType.category.value)
    to = [channel(name) for name in ("slack:C0STRANGE", "slack:G0", "discord:1", f"discord:{voice.id}")]
    found = await postman.problems((desk.places[0], *to))
    assert found[desk.places[0]] == "let Usher send messages there"
    assert found[to[0]] == "invite Usher to the channel"
    assert "no such channel" in found[to[1]]
    assert found[to[2]] == "Discord knows no such channel"
    assert found[to[3]] == "this is no channel for messages"


@pytest.mark.parametrize("weather", ["broken", "busy", "silent"])
async def test_a_platform_that_does_not_answer_is_said(
    desk: Desk, postman: SendersPostman, weather: str
) -> None:
    desk.wire.weather = desk.slack.weather = lambda _method, _place: weather
    assert all("does not answer" in each for each in (await postman.problems(desk.places)).values())


def test_the_copies_of_a_post_are_as_each_platform_splits_and_rings_it(postman: SendersPostman) -> None:
    short = replace(post("Short"), mentions=("here", "55", "S55"))
    long = post(*("word " * 500 for _ in range(12)))
    rings = {"discord": ("here", "55"), "slack": ("here", "S55")}
    for platform in PLATFORMS:
        assert postman.copies(short, platform) == [Copy(short.shown.blocks, rings[platform])]
    on_discord, on_slack = (postman.copies(long, platform) for platform in PLATFORMS)
    assert len(on_discord) > len(on_slack) > 1
    assert [copy.note for copy in on_slack[:2]] == ["", "It stands in the thread under the first."]


async def test_channels_are_named_by_those_who_were_asked_about_them(
    desk: Desk, postman: SendersPostman
) -> None:
    await postman.problems(desk.places)
    desk.wire.weather = desk.slack.weather = lambda _method, _place: "broken"
    strange = channel("discord:404")
    assert await postman.names((*desk.places, strange)) == dict(
        zip(desk.places, ("general", "general"), strict=True)
    )


def test_a_channel_takes_from_all_and_gives_to_a_role_and_to_usher() -> None:
    roles = [{"id": "1", "permissions": str(SEE | SEND)}, {"id": "2", "permissions": "0"}]
    hidden = {"id": "1", "allow": "0", "deny": str(SEE | SEND)}
    given = {"id": "2", "allow": str(SEE), "deny": "0"}
    own = {"id": "9", "allow": str(SEND), "deny": "0"}
    assert resolved("9", "1", roles, {"permission_overwrites": [hidden]}).value == 0
    assert resolved("9", "1", roles, {"permission_overwrites": [own, given, hidden]}).value == SEE | SEND
    owner = [{"id": "1", "permissions": str(discord.Permissions(administrator=True).value)}]
    assert resolved("9", "1", owner, {"permission_overwrites": [hidden]}).send_messages
