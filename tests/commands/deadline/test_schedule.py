"""Which reminders fall due, whatever the zone, the change of clocks, the outage or the move."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.deadline.rules import Offset, Quiet, Wish, read_offsets
from commands.deadline.schedule import Reminder, falling_due, is_late, key_of_all, reminders_of, to_come
from commands.event.facts import Deadline, Derived, SetByOrganisers

AOE = timezone(timedelta(hours=-12))
VANCOUVER = ZoneInfo("America/Vancouver")
DAY = Deadline("submission", "Papers", date(2025, 8, 22), SetByOrganisers("the chairs"))
HOUR = replace(DAY, at=datetime(2025, 8, 22, 23, 59, tzinfo=AOE), zone="AoE")
ADVICE = replace(DAY, key="account", source=Derived("14 days before", None, "submission", 14))
WISH = Wish("everyone", read_offsets(["14 d", "7 d", "3 d", "24 h", "3 h"]), read_offsets(["0 d"]))
NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)

zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})).map(ZoneInfo)
days = st.dates(date(2024, 6, 1), date(2027, 6, 1))
offsets = st.builds(Offset, st.integers(0, 60), st.sampled_from("dh"))


def told(reminders: tuple[Reminder, ...]) -> dict[str, datetime]:
    return {str(item.offset): item.due for item in reminders}


def test_a_date_without_an_hour_reminds_at_nine_so_many_days_before_and_never_by_hours() -> None:
    found = told(reminders_of(DAY, replace(WISH, zone=VANCOUVER)))
    assert found == {
        "14 d": datetime(2025, 8, 8, 9, tzinfo=VANCOUVER),
        "7 d": datetime(2025, 8, 15, 9, tzinfo=VANCOUVER),
        "3 d": datetime(2025, 8, 19, 9, tzinfo=VANCOUVER),
    }


def test_an_instant_reminds_by_days_and_by_hours() -> None:
    found = told(reminders_of(HOUR, WISH))
    assert found["3 d"] == datetime(2025, 8, 19, 23, 59, tzinfo=AOE)
    assert found["3 h"] == datetime(2025, 8, 22, 20, 59, tzinfo=AOE)


def test_a_derived_date_reminds_on_its_day() -> None:
    assert told(reminders_of(ADVICE, WISH)) == {"0 d": datetime(2025, 8, 22, 9, tzinfo=UTC)}


@given(days, zones, offsets)
def test_a_date_without_an_hour_always_reminds_at_nine_on_the_clock_there(
    day: date, zone: ZoneInfo, offset: Offset
) -> None:
    found = reminders_of(replace(DAY, at=day), Wish("all", (offset,), (), zone))
    assert [item.due.astimezone(zone).time() for item in found] == [time(9)] * (offset.unit == "d")
    assert all(item.due.astimezone(zone).date() == day - timedelta(offset.number) for item in found)


@given(days, st.times(), zones, st.integers(0, 60))
def test_days_before_an_instant_keep_the_hour_on_its_clock(
    day: date, hour: time, zone: ZoneInfo, number: int
) -> None:
    at = datetime.combine(day, hour.replace(microsecond=0, tzinfo=None), zone)
    (found,) = reminders_of(replace(DAY, at=at), Wish("all", (Offset(number, "d"),)))
    there = found.due.astimezone(zone)
    skipped = there.time() != at.time()  # the clock has no such hour on that day
    assert there.date() == day - timedelta(number) or skipped
    assert abs(there.replace(tzinfo=None) - (at.replace(tzinfo=None) - timedelta(number))) <= timedelta(
        hours=24
    )
    assert not skipped or at.replace(tzinfo=None) - timedelta(number) not in _clock_hours(found.due, zone)


def _clock_hours(near: datetime, zone: ZoneInfo) -> set[datetime]:
    """What clocks there show in the minutes around."""
    minutes = (near + timedelta(minutes=number) for number in range(-120, 121))
    return {at.astimezone(zone).replace(tzinfo=None) for at in minutes}


@given(days, st.times(), zones, st.integers(0, 600))
def test_hours_before_an_instant_are_hours_that_pass(
    day: date, hour: time, zone: ZoneInfo, number: int
) -> None:
    at = datetime.combine(day, hour.replace(tzinfo=None), zone)
    (found,) = reminders_of(replace(DAY, at=at), Wish("all", (Offset(number, "h"),)))
    assert at.astimezone(UTC) - found.due == timedelta(hours=number)


def walk(deadline: Deadline, wish: Wish, looks: list[datetime]) -> list[Reminder]:
    """What goes out when Usher looks at these moments."""
    return [found for after, now in pairwise(looks) for found in falling_due([deadline], wish, after, now)]


@given(
    st.lists(st.integers(1, 40_000), min_size=1, max_size=40),
    st.sampled_from([DAY, HOUR, ADVICE]),
    st.sampled_from([None, Quiet(time(20), time(7), VANCOUVER)]),
)
def test_however_often_usher_looks_nothing_goes_out_twice_early_or_past_the_deadline(
    minutes: list[int], deadline: Deadline, quiet: Quiet | None
) -> None:
    wish = replace(WISH, quiet=quiet)
    looks = [NOW + timedelta(minutes=sum(minutes[:count])) for count in range(len(minutes) + 1)]
    sent = walk(deadline, wish, looks)
    keys = [item.key("everyone") for item in sent]
    assert len(keys) == len(set(keys))
    assert set(sent) <= set(reminders_of(deadline, wish))


def test_looking_often_lets_every_reminder_out_in_its_time() -> None:
    looks = [NOW + timedelta(minutes=5 * count) for count in range(12 * 24 * 30)]
    sent = walk(HOUR, WISH, looks)
    assert sent == list(reminders_of(HOUR, WISH))


def test_after_an_outage_only_the_newest_is_told_and_is_late() -> None:
    back = datetime(2025, 8, 20, tzinfo=UTC)
    (sent,) = falling_due([DAY], WISH, NOW, back)
    assert str(sent.offset) == "3 d"
    assert is_late(sent, back)


def test_after_an_outage_over_the_deadline_nothing_is_told() -> None:
    assert not list(falling_due([DAY, HOUR], WISH, NOW, datetime(2025, 8, 25, tzinfo=UTC)))


def test_a_moved_deadline_reminds_anew_and_the_old_date_is_forgotten() -> None:
    moved = replace(DAY, at=date(2025, 8, 29))
    due = told(tuple(to_come([moved], WISH, NOW)))
    assert due["7 d"] == datetime(2025, 8, 22, 9, tzinfo=UTC)
    assert not {item.key("x") for item in reminders_of(moved, WISH)} & {
        item.key("x") for item in reminders_of(DAY, WISH)
    }


@pytest.mark.parametrize("deadline", [DAY, HOUR])
def test_every_key_fits_the_outbox_and_begins_with_that_of_all(deadline: Deadline) -> None:
    longest = replace(deadline, key="k" * 32)
    for item in reminders_of(longest, WISH):
        assert len(item.key("g" * 32 + "/discord")) <= 128
        assert item.key("everyone").startswith(key_of_all(longest))
