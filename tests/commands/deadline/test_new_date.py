"""A new date as organisers write it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.deadline.new_date import NewDate, read_new_date
from commands.event.zones import ANYWHERE_ON_EARTH

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
VANCOUVER = ZoneInfo("America/Vancouver")
AOE = NewDate(datetime(2025, 8, 24, 23, 59, tzinfo=ANYWHERE_ON_EARTH), "AoE")


@pytest.mark.parametrize(
    ("day", "hour", "zone", "meant"),
    [
        ("Aug 24", "", "", NewDate(date(2025, 8, 24))),
        ("24 August", "", "", NewDate(date(2025, 8, 24))),
        ("24th of August 2025", "", "", NewDate(date(2025, 8, 24))),
        ("2025-08-24", "", "", NewDate(date(2025, 8, 24))),
        ("24/8/2025", "", "", NewDate(date(2025, 8, 24))),
        ("24.08.2025", "", "", NewDate(date(2025, 8, 24))),
        ("Jan 5", "", "", NewDate(date(2026, 1, 5))),
        ("2025-08-24 23:59 AoE", "", "", AOE),
        ("2025-08-24T23:59 AoE", "", "", AOE),
        ("Aug 24 at 23:59", "", "AoE", AOE),
        ("Aug 24", "23:59", "aoe", AOE),
        ("Aug 24 11:59pm AoE", "", "", AOE),
        ("Aug 24", "9am", "UTC", NewDate(datetime(2025, 8, 24, 9, tzinfo=UTC), "UTC")),
        (
            "Aug 24 17:00 America/Vancouver",
            "",
            "",
            NewDate(datetime(2025, 8, 24, 17, tzinfo=VANCOUVER), "America/Vancouver"),
        ),
    ],
)
def test_a_date_is_read_as_people_write_it(day: str, hour: str, zone: str, meant: NewDate) -> None:
    assert read_new_date(day, hour, zone, NOW) == meant


@pytest.mark.parametrize(
    ("day", "hour", "zone", "field", "why"),
    [
        ("08/09/2025", "", "", "date", "could be August 9, 2025 or September 8, 2025"),
        ("2025-07-01", "", "", "date", "not in the future"),
        ("2025-08-01", "", "", "date", "not in the future"),
        ("2025-08-01 11:00 UTC", "", "", "date", "has passed"),
        ("soon", "", "", "date", "no date"),
        ("next week", "", "", "date", "no date"),
        ("2025-02-30", "", "", "date", "no date"),
        ("August", "", "", "date", "no date"),
        ("2025", "", "", "date", "no date"),
        ("", "", "", "date", "no date"),
        ("Feb 30", "", "", "date", "no date"),
        ("Aug 24", "23:59", "", "zone", "needs a time zone"),
        ("Aug 24 AoE", "", "", "time", "needs an hour"),
        ("Aug 24 23:59 EST", "", "", "zone", "no time zone “EST”"),
        ("Aug 24 23:59 AoE", "22:00", "", "time", "Which hour"),
        ("Aug 24", "evening", "AoE", "time", "Which hour"),
        ("Aug 24", "25:00", "AoE", "time", "No clock"),
        ("Aug 24", "13pm", "AoE", "time", "No clock"),
        ("Aug 24", "12 am", "AoE", "time", "two ways"),
        ("2025-11-02", "1:30", "America/Vancouver", "time", "twice"),
        ("2026-03-08", "2:30", "America/Vancouver", "time", "skip"),
    ],
)
def test_what_could_mean_two_things_or_none_is_refused(
    day: str, hour: str, zone: str, field: str, why: str
) -> None:
    with pytest.raises(UserError, match=why) as refused:
        read_new_date(day, hour, zone, NOW)
    assert refused.value.field == field


@given(st.dates(date(2025, 8, 2), date(2027, 12, 31)))
def test_a_full_date_is_read_back_whatever_it_is(day: date) -> None:
    assert read_new_date(day.isoformat(), "", "", NOW) == NewDate(day)


@given(
    st.datetimes(datetime(2025, 8, 3), datetime(2027, 12, 31)),  # noqa: DTZ001 - a wall clock
    st.sampled_from(["AoE", "UTC", "+05:30", "-03:00"]),
)
def test_an_hour_in_a_fixed_zone_is_read_back_whatever_it_is(wall: datetime, zone: str) -> None:
    read = read_new_date(f"{wall:%Y-%m-%d %H:%M} {zone}", "", "", NOW)
    assert isinstance(read.at, datetime)
    assert read.at.replace(tzinfo=None) == wall.replace(second=0, microsecond=0)
    assert read.zone == zone


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_whatever_is_typed_is_read_or_refused_with_a_word_to_the_writer(
    day: str, hour: str, zone: str
) -> None:
    try:
        read = read_new_date(day, hour, zone, NOW)
    except UserError:
        return
    assert read.at > NOW if isinstance(read.at, datetime) else read.at > NOW.date()
