"""Killed between any two steps, a delivery arrives once; what nobody can see is shown to a person."""

from contextlib import suppress
from datetime import timedelta

import discord
import pytest
from aiohttp import ClientTimeout
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.delivery import discord_rest
from bot.delivery.slack import SlackSender
from storage import uncertain
from tests.bot.delivery.conftest import ORGANISERS, Desk, Killed, post

LONG = tuple("word " * 700 for _ in range(5))


async def steps_of(desk: Desk) -> list[str]:
    """Every step that a post of several parts goes through, with one change and its removal."""
    desk.steps.clear()
    message = await desk.announce(post(*LONG))
    await desk.deliver()
    await desk.revise(message, post("Short."))
    await desk.deliver()
    await desk.retract(message)
    await desk.deliver()
    return list(dict.fromkeys(desk.steps))


async def killed(desk: Desk, step: str) -> bool:
    """Whether a process that delivers died at this step; then another takes over."""
    desk.kill_at = step
    with suppress(Killed):
        await desk.deliver()
    died, desk.kill_at = not desk.kill_at, ""
    await desk.restart()
    await desk.deliver()
    return died


async def test_killed_at_any_step_nothing_is_lost_or_repeated(desk: Desk) -> None:
    for number, step in enumerate(await steps_of(desk)):
        desk.wire.nonces.clear()
        message = await desk.announce(post(f"{number} at {step}", *LONG))
        died = await killed(desk, step)
        parts = {"discord": len(desk.on_discord()), "slack": len(desk.on_slack())}
        for place, said in desk.seen().items():
            assert sum(f"{number} at {step}" in each for each in said) == 1, (step, place)
            assert "\n".join(said).count("word") == 700 * 5, (step, place)
        await desk.revise(message, post("Short."))
        died |= await killed(desk, step)
        assert desk.seen() == {"discord": ["News\nShort."], "slack": ["News\nShort."]}, (step, parts)
        await desk.retract(message)
        died |= await killed(desk, step)
        assert desk.seen() == {"discord": [], "slack": []}, step
        assert died, step
        assert await desk.states(message) == {"discord": "retracted", "slack": "retracted"}
    summaries = desk.on_slack(ORGANISERS)
    assert len(summaries) == 3 * (number + 2)


async def test_killed_after_sending_and_then_corrected_it_stands_there_once(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    for _ in range(2):
        desk.kill_at = "sent"
        with suppress(Killed):
            await desk.deliver()
        await desk.restart()
    desk.wire.nonces.clear()
    await desk.revise(message, post("It is not."))
    await desk.deliver()
    assert desk.seen() == {"discord": ["News\nIt is not."], "slack": ["News\nIt is not."]}


async def test_the_same_words_twice_are_two_messages_also_after_a_crash(desk: Desk) -> None:
    await desk.announce(post("Again."))
    await desk.deliver()
    await desk.announce(post("Again."))
    await killed(desk, "begun")
    await desk.later()
    assert desk.seen() == {"discord": ["News\nAgain."] * 2, "slack": ["News\nAgain."] * 2}


def close_the_history(desk: Desk) -> None:
    nothing = discord.Permissions(read_message_history=True).value
    desk.wire.backend.set_overwrite(
        desk.wire.channel.id, Overwrite(desk.wire.guild.id, OverwriteType.ROLE, 0, nothing)
    )


async def test_where_discord_shows_no_history_its_nonce_keeps_repeats_out_for_a_while(desk: Desk) -> None:
    close_the_history(desk)
    message = await desk.announce(post("It is out."), desk.places[0])
    await killed(desk, "sent")
    assert desk.on_discord() == ["News\nIt is out."]
    assert await desk.states(message) == {"discord": "sent"}


async def test_what_can_not_be_known_is_asked_of_the_organisers(desk: Desk) -> None:
    close_the_history(desk)
    message = await desk.announce(post("It is out."), desk.places[0])
    desk.kill_at = "sent"
    with suppress(Killed):
        await desk.deliver()
    await desk.restart()
    await desk.later(60)
    assert await desk.states(message) == {"discord": "uncertain"}
    card, summary = [each for each in desk.slack.workspace.posted if each.channel == ORGANISERS]
    assert "Did “News” arrive?" in card.said
    assert [button["text"]["text"] for button in card.buttons] == ["It arrived", "Send again"]
    assert "stands in 0 of 1 place" in summary.said
    (delivery,) = (await desk.outcomes(message)).values()
    async with desk.store.begin() as transaction:
        await uncertain.settle(transaction, delivery.delivery, did_arrive=True, now=desk.clock.now())
    await desk.deliver()
    assert await desk.states(message) == {"discord": "sent"}
    assert desk.on_discord() == ["News\nIt is out."]


@pytest.mark.parametrize("days", [400, -400])
async def test_a_clock_that_jumps_after_a_crash_neither_loses_nor_repeats(desk: Desk, days: int) -> None:
    message = await desk.announce(post("It is out."))
    desk.kill_at = "sent"
    with suppress(Killed):
        await desk.deliver()
    desk.wire.nonces.clear()
    desk.clock.at += timedelta(days=days)
    await desk.restart()
    await desk.later()
    await desk.later(60 * 24 * 500)
    assert desk.seen() == {"discord": ["News\nIt is out."], "slack": ["News\nIt is out."]}
    assert await desk.states(message) == {"discord": "sent", "slack": "sent"}


async def test_a_platform_that_hangs_is_left_and_found_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = ClientTimeout(total=0.3)
    monkeypatch.setattr(discord_rest, "PATIENCE", soon)
    on_slack = desk.couriers["slack"].sender
    assert isinstance(on_slack, SlackSender)
    monkeypatch.setattr(on_slack.api.client.session, "_timeout", soon)
    desk.wire.weather = desk.slack.weather = lambda _method, _place: "hanging"
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    assert {each.reason for each in (await desk.outcomes(message)).values()} == {"unanswered"}
    desk.wire.weather = desk.slack.weather = lambda _method, _place: ""
    await desk.later()
    assert desk.seen() == {"discord": ["News\nIt is out."], "slack": ["News\nIt is out."]}
