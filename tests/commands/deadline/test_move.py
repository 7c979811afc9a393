"""`/deadline move`: everything that it changes, once, and only as it was confirmed."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.on_discord.as_text import as_text
from commands.core.person import Caller, Person, Place
from commands.core.reply import Heading, Paragraph, Reply, line
from commands.delivery.destination import channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.services import Services
from storage import audit, outbox
from storage.store import Store
from tests.commands.deadline.stage import MOVE, NOW, Season, confirm_button
from tests.doubles import AUTHOR, ORGANISER


@pytest.fixture
async def season(services: Services, store: Store) -> Season:
    return Season.of(services, store)


async def test_nothing_changes_before_it_is_confirmed(season: Season) -> None:
    preview = await season.say("deadline move", **MOVE)
    assert "Nothing has changed yet" in str(preview.reply)
    card = await season.say("deadline", AUTHOR)
    assert "in 21 days" in str(card.reply)
    assert await season.outbox() == []


async def test_the_preview_shows_all_that_will_change(season: Season) -> None:
    await season.say("deadline remind", AUTHOR, which="submission")
    preview = str((await season.say("deadline move", **MOVE)).reply)
    assert "Struck(text='August 22, 2025')" in preview
    assert "August 24, 2025, 23:59 AoE" in preview
    assert "Struck(text='August 8, 2025')" in preview  # the derived date
    assert "everyone in the playground, “Paper submission”, 7 days before" in preview
    assert "Struck(text='August 15, 2025, 09:00 UTC')" in preview
    assert "2 channels are told" in preview
    assert "1 person is told directly" in preview
    assert "change 1" in preview


async def test_a_confirmed_move_shows_on_the_card_with_who_and_why(season: Season) -> None:
    assert (await season.move()).outcome == "done"
    card = str((await season.say("deadline", AUTHOR)).reply)
    assert "in 23 days" in card
    assert "set by Grace on August 1, 2025. The server was down" in card


async def test_pressing_twice_moves_once(season: Season) -> None:
    button = confirm_button((await season.say("deadline move", **MOVE)).reply)
    first, second = [await season.press(button) for _ in range(2)]
    assert (first.outcome, second.outcome) == ("done", "refused")
    assert "is moved already" in str(second.reply)
    assert len(await season.outbox()) == 1


async def test_two_who_press_at_once_move_once(season: Season) -> None:
    button = confirm_button((await season.say("deadline move", **MOVE)).reply)
    answers = await asyncio.gather(*(season.press(button) for _ in range(4)))
    assert sorted(answer.outcome for answer in answers) == ["done", "refused", "refused", "refused"]


async def test_a_proposal_is_refused_when_somebody_else_moved_the_deadline_meanwhile(season: Season) -> None:
    mine = confirm_button((await season.say("deadline move", **MOVE)).reply)
    alan = replace(ORGANISER, person=replace(ORGANISER.person, id="alan", name="Alan"))
    theirs = confirm_button((await season.say("deadline move", alan, **{**MOVE, "date": "2025-08-29"})).reply)
    assert (await season.press(theirs, alan)).outcome == "done"
    refused = await season.press(mine)
    assert refused.outcome == "refused"
    assert "Alan moved it to August 29, 2025 meanwhile" in str(refused.reply)


async def test_who_is_no_organiser_any_more_when_pressing_is_refused(season: Season) -> None:
    button = confirm_button((await season.say("deadline move", **MOVE)).reply)
    demoted = Caller(Person("grace", "Grace"), Place("web", "general"))
    assert (await season.press(button, demoted)).outcome == "refused"
    assert "in 21 days" in str((await season.say("deadline", AUTHOR)).reply)


async def test_only_organisers_may_propose(season: Season) -> None:
    assert (await season.say("deadline move", AUTHOR, **MOVE)).outcome == "refused"


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"date": "2025-07-01"}, "date"),
        ({"date": "2025-08-22"}, "date"),
        ({"date": "08/09/2025"}, "date"),
        ({"date": "2025-08-24 23:59"}, "zone"),
        ({"which": "openreview-account"}, "which"),
        ({"reason": ""}, "reason"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_proposed(
    season: Season, options: dict[str, str], field: str
) -> None:
    answer = await season.say("deadline move", **{**MOVE, **options})
    assert (answer.outcome, answer.field) == ("refused", field)


async def test_channels_and_people_who_were_promised_the_old_date_are_told_once(season: Season) -> None:
    await season.say("deadline remind", AUTHOR, which="submission")
    await season.say("deadline remind", AUTHOR, which="openreview-account")
    await season.move()
    channels, people = await season.outbox()
    assert channels.targets == ["announcements", "general"]
    assert (people.place, people.targets) == ("person", ["ada"])
    for told in (channels, people):
        assert told.post.title == "Moved: Paper submission"
        assert "Struck(text='August 22, 2025')" in str(told.post.reply)
        assert "Open an OpenReview account" in str(told.post.reply)


async def test_reminders_that_stand_are_corrected_in_place(season: Season) -> None:
    await season.look(datetime(2025, 8, 8, 8, tzinfo=UTC))
    await season.look(datetime(2025, 8, 8, 9, tzinfo=UTC))
    await season.delivered()
    await season.move()
    fortnight, account, _ = await season.outbox()
    assert fortnight.post.title == "Corrected: Paper submission was moved"
    assert account.post.title.startswith("Corrected: Open an OpenReview account")
    assert set(fortnight.states) == {"planned"}  # for the worker, to edit what stands


async def test_a_reminder_that_waits_to_be_sent_is_never_sent(season: Season) -> None:
    await season.look(datetime(2025, 8, 8, 8, tzinfo=UTC))
    await season.look(datetime(2025, 8, 8, 9, tzinfo=UTC))
    await season.move()
    fortnight, account, told = await season.outbox()
    assert set(fortnight.states) == set(account.states) == {"cancelled"}
    assert set(told.states) == {"planned"}


async def test_reminders_go_out_by_the_new_date_only(season: Season) -> None:
    await season.look(NOW)
    await season.move()
    for hour in range(0, 24 * 27, 3):
        await season.look(NOW + timedelta(hours=hour))
    _, *reminders = await season.outbox()
    submission = [item.key for item in reminders if "/submission/" in item.key]
    assert len(submission) == 3
    assert all("/2025-08-24T23:59:00-12:00/" in key for key in submission)


async def announced(season: Season, title: str, words: str, *to: str, due: datetime = NOW) -> int:
    post = Post(Reply.of(Heading(title), Paragraph(line(words))))
    outgoing = Outgoing("announcement", post, [channel(each) for each in to], due)
    async with season.services.store.begin() as transaction:
        message = await hand_over(transaction, outgoing, NOW)
    assert message
    return message


async def test_a_correction_goes_under_each_announcement_that_tells_the_old_date_and_not_beside_it(
    season: Season,
) -> None:
    welcome = await announced(season, "Welcome", "Papers are due on August 22!", "web:lounge", "web:general")
    title = await announced(season, "Hurry", "The paper submission closes soon.", "web:lounge")
    await announced(season, "Venue", "We meet in San Diego on December 7.", "web:lounge")
    await announced(season, "Rumour", "Paper submission: August 24 it will be.", "web:lounge")
    await season.delivered()
    preview = as_text((await season.say("deadline move", **MOVE)).reply)
    assert "“Welcome” tells it as it was: a correction goes under each of its 2 copies." in preview
    assert "“Hurry” tells it as it was: a correction goes under its one copy." in preview
    assert "“Venue”" not in preview
    assert "“Rumour”" not in preview
    assert "1 channel is told that the date moved." in preview
    await season.move()
    *_, first, second, loose = await season.outbox()
    assert [(item.kind, item.post.under, item.targets) for item in (first, second, loose)] == [
        ("correction", welcome, ["lounge", "general"]),
        ("correction", title, ["lounge"]),
        ("notice", None, ["announcements"]),
    ]
    assert {item.post.title for item in (first, second, loose)} == {"Moved: Paper submission"}


async def test_an_announcement_that_waits_is_pointed_out_and_one_that_is_gone_is_not(season: Season) -> None:
    words = "Papers are due on August 22!"
    await announced(season, "Later", words, "web:lounge", due=NOW + timedelta(days=2))
    gone = await announced(season, "Gone", words, "web:lounge")
    async with season.services.store.begin() as transaction:
        await outbox.retract(transaction, gone, NOW)
    preview = as_text((await season.say("deadline move", **MOVE)).reply)
    assert "The announcement “Later” tells it as it was: edit it before it goes out." in preview
    assert "“Gone”" not in preview
    await season.move()
    assert "correction" not in [item.kind for item in await season.outbox()]


async def test_a_second_move_is_told_where_the_first_was_under_an_announcement(season: Season) -> None:
    welcome = await announced(season, "Welcome", "Hand in by August 22!", "web:lounge")
    await season.delivered()
    await season.move()
    await season.delivered()
    await season.move(date="2025-08-29", reason="Still down.")
    corrections = [item.post for item in await season.outbox() if item.kind == "correction"]
    assert [post.under for post in corrections] == [welcome, welcome]
    assert "August 29" in str(corrections[-1].reply)


@pytest.mark.parametrize("state", ["planned", "failed"])
async def test_a_correction_that_has_not_arrived_gives_way_to_that_of_a_second_move(
    season: Season, state: str
) -> None:
    welcome = await announced(season, "Welcome", "Hand in by August 22!", "web:lounge")
    await season.delivered()
    await season.move()
    await season.delivered(state)
    await season.move(date="2025-08-29", reason="Still down.")
    first, second = [item for item in await season.outbox() if item.kind == "correction"]
    assert (first.states, second.states) == (["cancelled"], ["planned"])
    assert (second.post.under, second.targets) == (welcome, ["lounge"])
    assert "is now August 29, 2025" in second.post.words


async def test_a_second_move_corrects_what_was_said_of_the_first(season: Season) -> None:
    await season.move()
    await season.delivered()
    await season.move(date="2025-08-29", reason="Still down.")
    first, second = await season.outbox()
    assert (first.key, second.key) == ("moved/submission/1/channels", "moved/submission/2/channels")
    assert "Struck(text='August 24, 2025, 23:59 AoE')" in str(second.post.reply)
    card = str((await season.say("deadline", AUTHOR, which="submission")).reply)
    assert card.count("Moved from") == 2


async def test_the_calendar_counts_the_moves(season: Season) -> None:
    await season.move()
    file = str((await season.say("deadline calendar", AUTHOR, which="submission")).reply)
    assert "SEQUENCE:1" in file
    assert "20250825T115900Z" in file


async def test_a_move_is_in_the_audit_log_with_who_confirmed_it(season: Season) -> None:
    alan = replace(ORGANISER, person=replace(ORGANISER.person, id="alan", name="Alan"))
    await season.press(confirm_button((await season.say("deadline move", **MOVE)).reply), alan)
    async with season.services.store.reading() as transaction:
        (entry,) = await audit.read(transaction, "deadline submission")
    assert (entry.actor, entry.action) == ("Alan", "moved")
    assert "from August 22, 2025 to August 24, 2025, 23:59 AoE, proposed by Grace" in entry.detail


async def test_settings_that_changed_meanwhile_refuse_the_proposal(season: Season) -> None:
    button = confirm_button((await season.say("deadline move", **MOVE)).reply)
    live, event = season.dispatcher.live, season.services.event
    stated = tuple(
        replace(item, at=date(2025, 9, 1)) if item.key == "submission" else item for item in event.deadlines
    )
    await live.replace_facts(replace(event, deadlines=stated), season.services.knowledge)
    assert "changed in the settings meanwhile" in str((await season.press(button)).reply)
