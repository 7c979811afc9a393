"""`/deadline` as its reader sees it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.reply import Button, Buttons, Countdown, Fact, Facts, File, Moment, Paragraph, Quote, Reply
from commands.deadline.card import NO_HOUR
from commands.deadline.command import deadline, deadline_calendar
from commands.deadline.find import names
from commands.event.facts import Deadline, Event, SetByOrganisers

AOE = timezone(timedelta(hours=-12))


def facts(reply: Reply) -> list[Fact]:
    return [fact for block in reply.blocks if isinstance(block, Facts) for fact in block.facts]


def words(fact: Fact) -> str:
    spans = (span.words if isinstance(span, Countdown) else getattr(span, "text", "") for span in fact.value)
    return "".join(spans)


def told(reply: Reply) -> str:
    return str(reply)


def at(ctx: Context, now: datetime) -> Context:
    return replace(ctx, now=now)


def with_deadlines(ctx: Context, *deadlines: Deadline) -> Context:
    event = replace(ctx.services.event, deadlines=deadlines)
    return replace(ctx, services=replace(ctx.services, event=event))


async def test_each_date_has_its_countdown_and_the_line_it_comes_from(ctx: Context) -> None:
    said = {fact.label: words(fact) for fact in facts(await deadline.run(ctx))}
    assert said["Paper submission"] == " · in 21 days · call, line 2"
    assert said["Notification of acceptance"] == (
        " · in 49 days · call, line 8. It gives no year; 2025 is set by the organisers."
    )


async def test_a_derived_date_is_said_to_be_derived(ctx: Context) -> None:
    (derived,) = [fact for fact in facts(await deadline.run(ctx)) if "OpenReview" in fact.label]
    assert "derived, not official: 14 days before “Paper submission”" in words(derived)


async def test_dates_come_in_the_order_of_time(ctx: Context) -> None:
    labels = [fact.label for fact in facts(await deadline.run(ctx))]
    assert labels[1:] == ["Paper submission", "Notification of acceptance"]


async def test_a_date_without_an_hour_stays_a_date_and_says_so(ctx: Context) -> None:
    reply = await deadline.run(ctx, which="submission")
    (moment,) = [span for span in facts(reply)[0].value if isinstance(span, Moment)]
    assert not isinstance(moment.at, datetime)
    assert NO_HOUR in told(reply)


async def test_one_date_shows_the_words_of_the_call(ctx: Context) -> None:
    reply = await deadline.run(ctx, which="submission")
    (quote,) = [block for block in reply.blocks if isinstance(block, Quote)]
    assert (quote.section, quote.line) == ("Call for Papers", 2)


async def test_a_passed_date_is_told_as_passed_and_comes_last(ctx: Context) -> None:
    said = facts(await deadline.run(at(ctx, datetime(2025, 8, 30, tzinfo=UTC))))
    assert said[0].label == "Notification of acceptance"
    assert "passed 8 days ago" in words(said[-1])


async def test_after_the_season_every_date_has_passed(ctx: Context) -> None:
    reply = await deadline.run(at(ctx, datetime(2026, 11, 22, tzinfo=UTC)))
    assert "Every deadline of this season has passed." in told(reply)
    assert not [block for block in reply.blocks if isinstance(block, Buttons)]


async def test_the_last_day_is_still_today(ctx: Context) -> None:
    reply = await deadline.run(at(ctx, datetime(2025, 8, 22, 23, 40, tzinfo=UTC)), which="submission")
    assert words(facts(reply)[0]).startswith(" · today")


async def test_days_are_counted_on_the_readers_own_calendar(ctx: Context) -> None:
    person = replace(ctx.caller.person, zone=timezone(timedelta(hours=13)))
    there = replace(ctx, caller=replace(ctx.caller, person=person), now=datetime(2025, 8, 21, 12, tzinfo=UTC))
    assert words(facts(await deadline.run(there, which="submission"))[0]).startswith(" · today")


async def test_an_hour_set_by_the_organisers_is_shown_with_who_set_it(ctx: Context) -> None:
    due = datetime(2025, 8, 22, 23, 59, tzinfo=AOE)
    source = SetByOrganisers("the programme chairs", datetime(2025, 8, 2, tzinfo=UTC).date())
    reply = await deadline.run(
        with_deadlines(ctx, Deadline("submission", "Paper submission", due, source, "AoE"))
    )
    assert words(facts(reply)[0]) == " · in 21 days · set by the programme chairs on August 2, 2025"
    assert NO_HOUR not in told(reply)


async def test_no_dates_are_said_to_be_not_set(ctx: Context) -> None:
    for command in (deadline, deadline_calendar):
        assert "No dates are set" in told(await command.run(with_deadlines(ctx)))


async def test_a_typo_in_the_name_is_told_the_nearest(ctx: Context) -> None:
    with pytest.raises(UserError, match="Did you mean “submission”"):
        await deadline.run(ctx, which="submision")


async def test_a_name_is_found_by_its_title_too(ctx: Context) -> None:
    assert facts(await deadline.run(ctx, which="paper SUBMISSION"))[0].label == "Paper submission"


async def test_names_are_suggested_by_what_was_typed(ctx: Context) -> None:
    assert [choice.value for choice in await names(ctx, "notif")] == ["notification"]


async def test_the_calendar_button_gives_a_calendar_file(ctx: Context) -> None:
    reply = await deadline.run(ctx, which="submission")
    button = next(b for block in reply.blocks if isinstance(block, Buttons) for b in block.buttons)
    assert isinstance(button, Button)
    assert button.press.name == deadline_calendar.name
    answer = await deadline_calendar.run(ctx, **button.press.options)
    (file,) = [block for block in answer.blocks if isinstance(block, File)]
    assert file.name == "submission.ics"
    assert b"BEGIN:VEVENT" in bytes(file.content)


async def test_an_event_with_nothing_set_still_answers(ctx: Context) -> None:
    bare = Event(ctx.services.event.name, ctx.services.event.call)
    reply = await deadline.run(replace(ctx, services=replace(ctx.services, event=bare)))
    assert [block for block in reply.blocks if isinstance(block, Paragraph)]
