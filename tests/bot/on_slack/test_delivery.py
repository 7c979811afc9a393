"""What the wire may do: repeat, forge, delay, break, refuse; Usher answers once, and nothing is lost."""

import asyncio
import json
import time

import pytest

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.person import encoded
from tests.bot.on_slack.fake.workspace import CHANNEL, SECRET

REPEATED = 3


async def test_a_command_that_is_delivered_again_is_answered_once(stage: Stage) -> None:
    payload = await stage.ada.types("/deadline")
    await asyncio.gather(*(stage.ada.deliver("slash", payload) for _ in range(REPEATED)))
    await stage.settled()
    assert len(stage.ada.sees()) == 1


async def test_the_same_command_typed_twice_is_answered_twice(stage: Stage) -> None:
    await stage.ada.types("/deadline")
    await stage.ada.types("/deadline")
    await stage.settled()
    assert len(stage.ada.sees()) == 2


async def test_an_event_that_is_delivered_again_is_handled_once_also_after_a_restart(idle: Stage) -> None:
    payload = idle.ada.opened()
    for _ in range(REPEATED):
        async with idle.working():
            await idle.ada.deliver("event", payload)
            await idle.settled()
    assert idle.slack.workspace.calls.count("views.publish") == 1


async def test_a_dialog_that_is_submitted_again_by_the_wire_runs_once(stage: Stage) -> None:
    await stage.ada.types("/enrol")
    await stage.settled()
    (view,) = stage.slack.workspace.views.values()
    act = stage.ada.submission(view, email="a@b.org")
    for _ in range(REPEATED):
        assert await stage.ada.deliver("act", act) == {}
    await stage.settled()
    assert len(stage.ada.sees()) == 1


async def test_a_command_that_opens_a_dialog_opens_one_when_it_is_delivered_again(stage: Stage) -> None:
    payload = await stage.ada.types("/checkpdf")
    await stage.settled()
    await stage.ada.deliver("slash", payload)
    await stage.settled()
    assert len(stage.slack.workspace.views) == 1
    assert stage.ada.sees() == []


async def test_a_press_that_is_delivered_again_runs_once(stage: Stage) -> None:
    button = {"type": "button", "action_id": "press:0", "value": "deadline"}
    act = stage.ada.act("block_actions", actions=[button], channel={"id": CHANNEL})
    for _ in range(REPEATED):
        await stage.ada.deliver("act", act)
    await stage.settled()
    assert len(stage.ada.sees()) == 1


@pytest.mark.parametrize("mode", ["http"])
async def test_what_slack_did_not_sign_or_signed_too_long_ago_is_refused(stage: Stage) -> None:
    body, kind = encoded("slash", stage.ada.command("/deadline"))
    forged = await stage.ada.post(body, kind, secret="guessed")  # noqa: S106 - a guess
    stale = await stage.ada.post(body, kind, at=time.time() - 301)
    early = await stage.ada.post(body, kind, at=time.time() + 301)
    async with stage.ada.session.post(stage.ada.address, data=body) as response:
        unsigned = response.status
    assert [forged[0], stale[0], early[0], unsigned] == [401, 401, 401, 401]
    assert stage.ada.sees() == []
    assert (await stage.ada.post(body, kind, secret=SECRET))[0] == 200
    await stage.settled()
    assert len(stage.ada.sees()) == 1


@pytest.mark.parametrize("mode", ["http"])
async def test_slack_can_verify_the_address(stage: Stage) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c0ffee"})
    status, text = await stage.ada.post(body, "application/json")
    assert (status, json.loads(text)) == (200, {"challenge": "c0ffee"})


@pytest.mark.parametrize("mode", ["socket"])
@pytest.mark.parametrize("how", ["refresh_requested", "warning", "broken"])
async def test_the_socket_is_opened_anew_when_slack_closes_it(stage: Stage, how: str) -> None:
    before = stage.slack.wire.current
    assert before is not None
    if how == "broken":
        await before.close(code=1001)
    else:
        await before.send_json({"type": "disconnect", "reason": how})
    after = await stage.slack.wire.connected()
    assert after is not before
    await stage.ada.types("/deadline")
    await stage.settled()
    assert len(stage.ada.sees()) == 1


async def test_a_channel_that_must_wait_keeps_no_other_waiting(stage: Stage) -> None:
    """Without a response_url, a reply goes by chat.postMessage: here each to its own channel."""
    slow, quick = stage.ada, stage.grace
    stage.slack.workspace.slow_channels[slow.id] = 1
    for person in (slow, quick):
        await person.deliver("slash", {**person.command("/deadline"), "response_url": ""})
    await stage.settled()
    assert [each.channel for each in stage.slack.workspace.posted] == [f"D{quick.id}", f"D{slow.id}"]


async def test_a_response_url_that_is_used_up_gives_way_to_the_direct_messages(stage: Stage) -> None:
    payload = stage.ada.command("/deadline")
    stage.slack.workspace.hooks.clear()
    await stage.ada.deliver("slash", payload)
    await stage.settled()
    (reply,) = stage.slack.workspace.posted
    assert reply.channel == f"D{stage.ada.id}"


async def test_many_at_once_are_acknowledged_at_once_and_all_answered(stage: Stage) -> None:
    loop = asyncio.get_running_loop()

    async def acknowledged() -> float:
        began = loop.time()
        await stage.ada.types("/deadline")
        return loop.time() - began

    slowest = max(await asyncio.gather(*(acknowledged() for _ in range(50))))
    await stage.settled()
    assert slowest < 2
    assert len(stage.ada.sees()) == 50
