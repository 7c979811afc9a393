"""An announcement on Discord: dialog, preview, buttons, from the first word to the outbox."""

import pytest
from simcord.results import ResponseMessage

from commands.services import Services
from storage import announcements, outbox
from storage.announcements import Announcement
from storage.outbox import Outcome
from tests.bot.on_discord.bench import Bench, labels, only, shown, text_of
from tests.bot.on_discord.test_forms import chosen, fields
from tests.commands.announce.desk import PNG, able_to_announce

WRITTEN = {
    "title": "The deadline has moved",
    "text": "It is **August 24**, not ~~August 22~~. @everyone",
    "to": ["everyone"],
    "at": "tomorrow 18:00 AoE",
}


@pytest.fixture
def services(services: Services) -> Services:
    return able_to_announce(services)


async def stored(bench: Bench) -> tuple[Announcement, tuple[Outcome, ...]]:
    async with bench.app.store.reading() as transaction:
        found = await announcements.find(transaction, 1)
        assert found
        sent = await outbox.outcomes(transaction, found.message) if found.message else ()
    return found, sent


async def previewed(bench: Bench) -> ResponseMessage:
    dialog = await bench.organiser.slash(bench.channel, "announce new")
    assert list(fields(dialog)) == ["title", "text", "to", "at", "image"]
    return only(await bench.organiser.submit_modal(dialog, WRITTEN))


async def test_a_dialog_leads_to_the_post_as_it_will_look_and_the_button_plans_it(bench: Bench) -> None:
    preview = await previewed(bench)
    assert preview.ephemeral
    here, post, there, copy, plan = preview.embeds
    assert (here.title, there.title) == ("On Discord: 1 message", "On Slack: 1 message")
    assert copy.title == "The deadline has moved"
    assert post.title == "The deadline has moved"
    assert "It is **August 24**, not ~~August 22~~" in (post.description or "")
    assert "@everyone" not in (post.description or "")
    assert plan.title == "Announcement 1: nothing is sent yet"
    assert "<t:1754200800:F> (Sunday, 2025-08-03 06:00 UTC)" in [field.value for field in plan.fields]
    assert labels(preview) == ["Confirm", "Change", "Rehearse", "Discard"]
    await bench.restart()
    told = await bench.organiser.click(preview, label="Confirm")
    assert "Announcement 1 is planned" in text_of(only(told))
    found, outcomes = await stored(bench)
    assert found.author == "grace"
    assert [outcome.state for outcome in outcomes] == ["planned", "planned"]


async def test_a_change_opens_filled_in_and_offers_the_other_questions_after(bench: Bench) -> None:
    preview = await previewed(bench)
    dialog = await bench.organiser.click(preview, label="Change")
    known = fields(dialog)
    assert known["title"]["value"] == "The deadline has moved"
    assert known["at"]["value"] == "2025-08-03 06:00 UTC"
    assert chosen(known["to"]) == ["everyone"]
    changed = only(await bench.organiser.submit_modal(dialog, {**WRITTEN, "title": "It has moved"}))
    more = await bench.organiser.click(changed, label="Answer the other questions")
    assert list(fields(more)) == ["description", "mentions", "channels", "without_image"]
    rung = only(await bench.organiser.submit_modal(more, {"mentions": ["here"]}))
    assert "@\u200bhere" in text_of(rung)
    found, _ = await stored(bench)
    assert (found.draft.title, found.draft.mentions, found.revision) == ("It has moved", ("here",), 3)
    assert found.draft.groups == ("everyone",)


async def test_a_picture_without_words_is_asked_for_them_and_is_not_lost(bench: Bench) -> None:
    dialog = await bench.organiser.slash(bench.channel, "announce new")
    with_picture = {**WRITTEN, "image": ("poster.png", PNG)}
    refused = only(await bench.organiser.submit_modal(dialog, with_picture))
    assert "Describe the picture" in text_of(refused)
    again = await bench.organiser.click(refused, label="Change and try again")
    assert "description" in fields(again)
    preview = only(await bench.organiser.submit_modal(again, {"description": "A poster"}))
    assert [file.filename for file in preview.attachments] == ["announcement.png"]


async def test_a_time_that_is_not_clear_is_told_with_what_was_typed_kept(bench: Bench) -> None:
    dialog = await bench.organiser.slash(bench.channel, "announce new")
    refused = only(await bench.organiser.submit_modal(dialog, {**WRITTEN, "at": "18:00"}))
    assert "In which time zone is “18:00”?" in text_of(refused)
    again = await bench.organiser.click(refused, label="Change and try again")
    assert fields(again)["text"]["value"] == WRITTEN["text"]


async def test_nobody_else_writes_sees_or_confirms_one(bench: Bench) -> None:
    preview = await previewed(bench)
    code = next(button["custom_id"] for row in preview.components for button in row["components"])
    posted = bench.post_button(code)
    bench.list_for(bench.guild.default_role, "announce")
    for result in (
        await bench.author.click(posted, label="Go"),
        await bench.author.slash(bench.channel, "announce new"),
        await bench.author.slash(bench.channel, "announce list"),
        await bench.author.slash(bench.channel, "announce edit", number=1, title="x", text="x"),
    ):
        assert [message.ephemeral for message in shown(result)] == [True]
        assert "is for organisers only" in text_of(only(result))
    found, outcomes = await stored(bench)
    assert (found.confirmed, outcomes) == (0, ())
