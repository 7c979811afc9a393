"""A correction stands under what it corrects, once, whatever happens to the process or the message above."""

from contextlib import suppress
from dataclasses import replace

from commands.delivery.destination import channel
from storage.outbox import Outcome
from tests.bot.delivery.conftest import ORGANISERS, Desk, Killed, post
from tests.bot.delivery.test_killed import killed
from tests.bot.delivery.test_sending import LONG
from tests.bot.on_slack.fake.workspace import CHANNEL

STEPS = ("claimed", "begun", "sent", "looked", "recorded", "finishing", "finished")


async def corrected(desk: Desk, message: int) -> int:
    return await desk.announce(replace(post("It moved."), under=message), kind="correction")


def above(desk: Desk) -> dict[str, list[str]]:
    """The words of the message that each message stands under, "" for none."""
    on_discord = desk.wire.backend.messages[desk.wire.channel.id]
    replied = [int(each.reference["message_id"]) if each.reference else 0 for each in on_discord.values()]
    on_slack = {each.ts: each for each in desk.slack.workspace.posted if each.channel == CHANNEL}
    return {
        "discord": [
            str(on_discord[each].embeds[0]["description"]) if each in on_discord else "" for each in replied
        ],
        "slack": [on_slack[each.thread].said if each.thread else "" for each in on_slack.values()],
    }


async def killed_and_all_removed(desk: Desk, step: str) -> None:
    """A process dies at this step; before another takes over, somebody removes what stands on Slack."""
    desk.kill_at = step
    with suppress(Killed):
        await desk.deliver()
    desk.slack.workspace.posted.clear()
    await desk.restart()
    await desk.deliver()


async def test_it_stands_under_the_copy_in_each_place_for_all_to_see(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    await corrected(desk, message)
    await desk.deliver()
    assert above(desk) == {"discord": ["", "It is out."], "slack": ["", "News\nIt is out."]}
    assert desk.slack.workspace.posted[-2].is_broadcast
    assert "“News” stands in all 2 places" in desk.on_slack(ORGANISERS)[-1]


async def test_where_the_message_above_is_gone_it_stands_by_itself(desk: Desk) -> None:
    message = await desk.announce(post("It is out."))
    await desk.deliver()
    desk.slack.workspace.posted.clear()
    desk.wire.backend.messages[desk.wire.channel.id].clear()
    correction = await corrected(desk, message)
    await desk.deliver()
    assert above(desk) == {"discord": [""], "slack": [""]}
    assert desk.seen() == {"discord": ["News\nIt moved."], "slack": ["News\nIt moved."]}
    assert await desk.states(correction) == {"discord": "sent", "slack": "sent"}


async def test_killed_before_it_was_sent_it_stands_by_itself_where_what_is_above_went_meanwhile(
    desk: Desk,
) -> None:
    message = await desk.announce(post("It is out."), channel(f"slack:{CHANNEL}"))
    await desk.deliver()
    correction = await desk.announce(
        replace(post("It moved."), under=message), channel(f"slack:{CHANNEL}"), kind="correction"
    )
    later = await desk.announce(post("Lunch."), channel(f"slack:{CHANNEL}"))
    await killed_and_all_removed(desk, "begun")
    assert await desk.states(correction) == {"slack": "sent"}
    assert await desk.states(later) == {"slack": "sent"}


async def test_a_long_post_whose_first_message_goes_before_the_second_is_told_as_removed(desk: Desk) -> None:
    message = await desk.announce(post(*LONG), channel(f"slack:{CHANNEL}"))
    await killed_and_all_removed(desk, "recorded")
    assert await desk.states(message) == {"slack": "failed"}


async def test_killed_at_any_step_it_stands_there_once_also_when_what_is_above_was_corrected_meanwhile(
    desk: Desk,
) -> None:
    deaths = set[str]()
    for step in STEPS:
        message = await desk.announce(post(f"Out at {step}."))
        await desk.deliver()
        desk.slack.workspace.fixed = True
        correction = await corrected(desk, message)
        deaths |= {step} if await killed(desk, step) else set()
        await desk.revise(message, post(f"Out again at {step}."))
        await desk.deliver()
        await desk.later()
        desk.slack.workspace.fixed = False
        outcomes: list[Outcome] = list((await desk.outcomes(correction)).values())
        assert [each.state for each in outcomes] == ["sent", "sent"], step
        assert {place: str(said).count("It moved.") for place, said in desk.seen().items()} == {
            "discord": 1,
            "slack": 1,
        }, step
        for each in (correction, message):
            await desk.retract(each)
        await desk.deliver()
        assert desk.seen() == {"discord": [], "slack": []}, step
    assert deaths >= {"begun", "sent", "recorded", "finishing", "finished"}
