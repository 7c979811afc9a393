"""Organisers see how an announcement stands everywhere, and set right what went wrong."""

from datetime import date, timedelta

import pytest

from bot.on_discord.as_text import as_text
from bot.on_discord.render import render
from commands.core.invocation import Raw
from commands.core.reply import Paragraph, Plain
from commands.delivery.destination import channel
from storage import audit
from tests.commands.announce.desk import ALAN, GRACE, Desk, buttons


@pytest.fixture
async def sent(desk: Desk) -> Desk:
    """With one announcement that arrived in one place and failed in the other."""
    await desk.writes(mentions=("here",))
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers(failing=("C100",))
    return desk


async def test_the_list_tells_how_each_one_stands_newest_first(sent: Desk) -> None:
    await sent.writes(title="Later", at="in 2 h")
    await sent.does(GRACE, "confirm", number=2, revision=1)
    await sent.writes(title="Not yet")
    answer = await sent.answer(GRACE, "list")
    said = as_text(answer.reply)
    assert "3: Not yet: waits to be confirmed" in said
    assert "2: Later: planned everywhere, for 2025-08-01 14:00 UTC" in said
    assert "1: Hello: 1 arrived, 1 failed" in said
    assert list(buttons(answer.reply)) == ["Show 3", "Show 2", "Show 1"]


async def test_a_long_list_comes_in_pages(desk: Desk) -> None:
    for number in range(9):
        await desk.writes(title=f"Number {number}")
    first = await desk.answer(GRACE, "list")
    assert "Announcements, page 1 of 2" in as_text(first.reply)
    older = await desk.presses(GRACE, buttons(first.reply)["Older ones"])
    assert "1: Number 0" in older
    assert "2: Number 1" not in older
    assert "There are only 2 pages." in await desk.does(GRACE, "list", page=3)


async def test_the_card_tells_each_place_and_who_did_what(sent: Desk) -> None:
    answer = await sent.answer(ALAN, "show", number=1)
    said = as_text(answer.reply)
    assert "slack:C100: failed (no access)" in said
    assert "discord:100: arrived" in said
    assert "Grace wrote (revision 1)" in said
    assert "Grace confirmed (revision 1)" in said
    assert list(buttons(answer.reply)) == ["Retry what failed", "Change", "Retract", "Look again"]


async def test_only_what_failed_is_tried_again(sent: Desk) -> None:
    assert "is tried again in 1 place" in await sent.does(GRACE, "retry", number=1)
    assert await sent.delivers() == ["slack:C100"]
    assert "Nothing of announcement 1 has failed." in await sent.does(GRACE, "retry", number=1)


async def test_what_tells_a_date_that_moved_since_is_tried_again_only_if_somebody_insists(desk: Desk) -> None:
    await desk.writes(title="Hurry", text="Papers are due on August 22, 2025.")
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers(failing=("C100",))
    await desk.moves(GRACE, date(2025, 8, 29))
    asked = await desk.answer(GRACE, "retry", number=1)
    said = as_text(asked.reply)
    assert "Announcement 1 tells a date that has moved since" in said
    assert "August 29, 2025" in said
    assert await desk.states() == [["sent", "failed"]]
    assert list(buttons(asked.reply)) == ["Change", "Send it as it is"]
    insisted = await desk.presses(GRACE, buttons(asked.reply)["Send it as it is"])
    assert "is tried again in 1 place" in insisted


async def test_once_its_date_is_changed_what_failed_is_tried_again_with_the_new_words(desk: Desk) -> None:
    await desk.writes(title="Hurry", text="Papers are due on August 22, 2025.")
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers(failing=("C100",))
    await desk.moves(GRACE, date(2025, 8, 29))
    changed: dict[str, Raw] = {
        "title": "Hurry",
        "text": "Papers are due on August 29, 2025.",
        "to": ("everyone",),
    }
    await desk.answer(GRACE, "edit", number=1, **changed)
    await desk.does(GRACE, "confirm", number=1, revision=2)
    assert "is tried again in 1 place" in await desk.does(GRACE, "retry", number=1)


async def test_a_retraction_asks_once_more_and_then_removes_every_copy(sent: Desk) -> None:
    asked = await sent.answer(GRACE, "retract", number=1)
    assert "“Hello” will be removed in 2 places. People may have read it already." in as_text(asked.reply)
    assert await sent.states() == [["sent", "failed"]]
    await sent.presses(ALAN, buttons(asked.reply)["Retract every copy"])
    await sent.delivers()
    assert await sent.states() == [["retracted", "cancelled"]]
    options: dict[str, dict[str, Raw]] = {
        "edit": {"title": "Hello", "text": "New", "to": ("everyone",)},
        "cancel": {},
        "retract": {"sure": "yes"},
    }
    for name, more in options.items():
        assert "was retracted" in await sent.does(GRACE, name, number=1, **more)


async def test_what_is_planned_is_cancelled_and_what_went_out_is_not(sent: Desk) -> None:
    assert "has gone out everywhere. Retract it instead" in await sent.does(GRACE, "cancel", number=1)
    await sent.writes(at="in 2 h")
    assert "is not planned" in await sent.does(GRACE, "cancel", number=2)
    await sent.does(GRACE, "confirm", number=2, revision=1)
    assert "nothing to retract" in await sent.does(GRACE, "retract", number=2)
    assert "is cancelled; nothing of it was sent" in await sent.does(GRACE, "cancel", number=2)
    sent.passes(timedelta(hours=3))
    assert await sent.delivers() == []


async def test_the_rest_of_what_is_half_sent_is_cancelled_and_the_organisers_are_told_what_stands(
    desk: Desk,
) -> None:
    await desk.writes()
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers(only=("100",))
    card = await desk.answer(GRACE, "show", number=1)
    said = await desk.presses(ALAN, buttons(card.reply)["Cancel the rest"])
    assert "The rest of announcement 1 is cancelled: 1 place" in said
    assert await desk.states() == [["sent", "cancelled"]]
    ((told, _),) = await desk.posts("notice")
    assert as_text(told.reply) == "“Hello” stands in 1 of 2 places\n\nSent: 1\nCancelled: 1"
    assert await desk.delivers() == ["slack:C300"]
    await desk.does(ALAN, "edit", number=1, title="Hello again", text="New", to=("everyone",))
    await desk.does(ALAN, "confirm", number=1, revision=2)
    assert await desk.delivers() == ["discord:100"]


async def test_channels_are_named_as_people_know_them_wherever_they_are_told_of(desk: Desk) -> None:
    desk.postman.called = {channel("discord:100"): "news", channel("slack:C9"): "reviewers"}
    preview = as_text(await desk.writes(channels="slack:C9"))
    assert "everyone: #reviewers on Slack, #news on Discord, slack:C100" in preview
    assert "1: Hello: waits to be confirmed · everyone, #reviewers on Slack" in await desk.does(GRACE, "list")
    desk.postman.called.clear()
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers(failing=("C9",))
    card = (await desk.answer(GRACE, "show", number=1)).reply
    assert "🔴 #reviewers on Slack: failed (no access)" in as_text(card)
    assert "<#100>: arrived" in "".join(embed.description or "" for embed in render(card)[0].embeds)


async def test_a_rehearsal_goes_to_its_own_channels_once_and_rings_nobody(desk: Desk) -> None:
    codes = buttons(await desk.writes(mentions=("here",)))
    assert "is on its way to organisers" in await desk.presses(GRACE, codes["Rehearse"])
    ((post, outcomes),) = await desk.posts("notice")
    assert (post.mentions, [outcome.target.id for outcome in outcomes]) == ((), ["C300"])
    assert post.reply.blocks[-1] == Paragraph((Plain("This is a rehearsal."),))
    assert "It was rehearsed as it is now" in await desk.presses(GRACE, codes["Rehearse"])
    assert await desk.posts() == []


async def test_every_deed_is_in_the_audit_log_with_who_and_when(sent: Desk) -> None:
    await sent.does(ALAN, "edit", number=1, title="Hello", text="New", to=("everyone",))
    await sent.does(ALAN, "confirm", number=1, revision=2)
    await sent.does(GRACE, "retract", number=1, sure="yes")
    async with sent.services.store.reading() as transaction:
        found = await audit.read(transaction, "announcement 1")
    assert [(entry.actor, entry.action, entry.detail) for entry in reversed(found)] == [
        ("Grace", "wrote", "revision 1"),
        ("Grace", "confirmed", "revision 1"),
        ("Alan", "changed", "revision 2"),
        ("Alan", "confirmed", "revision 2"),
        ("Grace", "retracted", ""),
    ]
    assert all(entry.person for entry in found)


async def test_a_number_that_there_is_not_is_told(desk: Desk) -> None:
    for name in ("show", "confirm", "rehearse", "cancel", "retract", "retry"):
        options: dict[str, Raw] = {"revision": 1} if name == "confirm" else {}
        assert "There is no announcement 9." in await desk.does(GRACE, name, number=9, **options)
