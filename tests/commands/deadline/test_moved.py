"""What a moved deadline changes, everywhere it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Entry

from commands.core.context import Context
from commands.core.reply import Bullets, Quote, Reply
from commands.deadline.calendar import calendar_file
from commands.deadline.command import deadline
from commands.deadline.moved import corrections, laid_over
from commands.event.call import Call
from commands.event.facts import Deadline, Event, SetByOrganisers
from commands.event.quotation import locate
from storage.moves import KeptMove

CONFIRMED = datetime(2025, 8, 3, 9, tzinfo=UTC)
AOE = timezone(timedelta(hours=-12))


def move(number: int, before: date, after: date, zone: str = "") -> KeptMove:
    return KeptMove(
        "submission", number, before, after, zone, "The server was down.", None, "Grace", number, CONFIRMED
    )


FIRST = move(1, date(2025, 8, 22), date(2025, 8, 24))
SECOND = move(2, date(2025, 8, 24), datetime(2025, 8, 25, 23, 59, tzinfo=AOE), "AoE")


def moved(ctx: Context, *kept: KeptMove) -> Context:
    return replace(ctx, services=replace(ctx.services, event=laid_over(ctx.services.event, kept)))


def text(reply: Reply) -> str:
    return str(reply)


async def test_the_card_shows_the_new_date_and_the_old_one_struck_through_with_who_and_why(
    ctx: Context,
) -> None:
    told = text(await deadline.run(moved(ctx, FIRST)))
    assert "in 23 days" in told
    assert "Struck(text='August 22, 2025')" in told
    assert "set by Grace on August 3, 2025. The server was down" in told


async def test_one_date_shows_every_step_and_still_what_the_call_says(ctx: Context) -> None:
    reply = await deadline.run(moved(ctx, FIRST, SECOND), which="submission")
    (steps,) = [block for block in reply.blocks if isinstance(block, Bullets)]
    (quote,) = [block for block in reply.blocks if isinstance(block, Quote)]
    assert len(steps.items) == 2
    assert "to August 25, 2025, 23:59 AoE" in str(steps.items[1])
    assert quote.line == 2


async def test_what_is_derived_follows(ctx: Context) -> None:
    told = text(await deadline.run(moved(ctx, FIRST), which="openreview-account"))
    assert "datetime.date(2025, 8, 10)" in told
    assert "Struck(text='August 8, 2025')" in told


def test_a_move_within_the_day_leaves_what_is_derived_where_it_was(event: Event) -> None:
    hour_only = replace(
        SECOND, number=1, before=date(2025, 8, 22), after=datetime(2025, 8, 22, 17, tzinfo=AOE)
    )
    after = laid_over(event, [hour_only]).deadline("openreview-account")
    assert after is not None
    assert after == event.deadline("openreview-account")


def test_settings_with_a_date_that_no_move_knows_win_over_the_moves(event: Event) -> None:
    later = SetByOrganisers("the chairs")
    stated = tuple(
        replace(item, at=date(2025, 9, 1), source=later) if item.key == "submission" else item
        for item in event.deadlines
    )
    found = laid_over(replace(event, deadlines=stated), [FIRST]).deadline("submission")
    assert found is not None
    assert (found.at, found.source, found.sequence) == (date(2025, 9, 1), later, 2)


def test_settings_that_took_a_move_over_keep_its_story(event: Event) -> None:
    stated = tuple(
        replace(item, at=date(2025, 8, 24)) if item.key == "submission" else item for item in event.deadlines
    )
    found = laid_over(replace(event, deadlines=stated), [FIRST]).deadline("submission")
    assert found is not None
    assert (found.at, found.sequence) == (date(2025, 8, 24), 1)


def test_an_answer_that_quotes_the_old_date_is_corrected_and_no_other(event: Event) -> None:
    after = laid_over(event, [FIRST])
    old_date, limit = locate(event.call, "due **August 22, 2025**"), locate(event.call, "max 4 pages")
    assert "August 24, 2025" in str(corrections(after, [old_date]))
    assert corrections(after, [limit]) == ()
    assert corrections(event, [old_date]) == ()


def test_an_answer_that_quotes_the_whole_sentence_is_corrected_too(event: Event) -> None:
    sentence = event.call.lines[1]
    assert corrections(laid_over(event, [FIRST]), [locate(event.call, sentence.strip())])


dates = st.dates(date(2025, 8, 1), date(2025, 12, 31))


SMALL = Event(
    "Workshop",
    Call.parse("# Call\n\nPapers are due August 22, 2025."),
    (Deadline("submission", "Papers", date(2025, 8, 22), SetByOrganisers("the chairs")),),
)


@given(st.lists(dates, min_size=1, max_size=6))
def test_a_calendar_that_knows_an_entry_updates_it_at_each_move(days: list[date]) -> None:
    kept: list[KeptMove] = []
    seen = [entry(SMALL)]
    for day in days:
        if day != (before := seen[-1].start):
            kept.append(move(len(kept) + 1, before, day))
            seen.append(entry(laid_over(SMALL, kept)))
    assert len({item["uid"] for item in seen}) == 1
    assert [str(item["sequence"]) for item in seen] == [str(number) for number in range(len(seen))]


def entry(event: Event) -> Entry:
    """The submission as a calendar program reads it."""
    (read,) = Calendar.from_ical(calendar_file(event, event.deadlines, CONFIRMED)).events
    assert not read.errors
    return read
