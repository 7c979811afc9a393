"""A time is taken as it is meant, or refused with what to write instead; it is never guessed."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.announce.when import EXAMPLES, read_when, rewritten, written
from commands.core.errors import UserError
from commands.event.zones import ANYWHERE_ON_EARTH
from tests.doubles import SUMMER

BERLIN = ZoneInfo("Europe/Berlin")
MINUTES = st.integers(0, 363 * 24 * 60).map(
    lambda minutes: datetime(2025, 8, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("in 2 h", "2025-08-01T14:00"),
        ("in 1 h 30 min", "2025-08-01T13:30"),
        ("in an hour", "2025-08-01T13:00"),
        ("in 3 days", "2025-08-04T12:00"),
        ("18:00", "2025-08-01T16:00"),
        ("today 18:00", "2025-08-01T16:00"),
        ("tomorrow 18:00 AoE", "2025-08-03T06:00"),
        ("noon tomorrow", "2025-08-02T10:00"),
        ("Aug 20 9am", "2025-08-20T07:00"),
        ("Aug 20th, 9 a.m. UTC", "2025-08-20T09:00"),
        ("the 20th of August at 18:00 UTC", "2025-08-20T18:00"),
        ("Wed Aug 20 9:30pm", "2025-08-20T19:30"),
        ("monday 9am", "2025-08-04T07:00"),
        ("2025-08-20 18:00 +02:00", "2025-08-20T16:00"),
        ("2025-08-20T18:00Z", "2025-08-20T18:00"),
        ("20.08.2025 18:00", "2025-08-20T16:00"),
        ("Aug 20 9am America/New_York", "2025-08-20T13:00"),
        ("Jan 5 9am UTC", "2026-01-05T09:00"),
    ],
)
def test_what_organisers_write_is_understood(said: str, meant: str) -> None:
    assert read_when(said, SUMMER, BERLIN) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize("said", ["now", "", " Now ", "at once"])
def test_now_is_no_time_but_as_soon_as_can_be(said: str) -> None:
    assert read_when(said, SUMMER, None) is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("9:00", "09:00 has passed today; for the next day write “tomorrow 09:00”"),
        ("2025-07-20 9:00", "Sunday, July 20, 2025, 09:00 Europe/Berlin has passed"),
        ("in 0 h", "has passed"),
        ("Jul 5 9am", "July 5 has passed; for the next one, write the year too"),
        ("2027-01-01 9:00", "is more than a year ahead"),
        ("friday 10:00", "Today is Friday, so it could be today or in a week"),
        ("08/09 18:00", "“08/09” could be August 9, 2025 or September 8, 2025"),
        ("Mon Aug 20 9am", "August 20, 2025 is a Wednesday, not a Monday"),
        ("Aug 20", "names no hour"),
        ("9am 10am", "names more than one hour"),
        ("Aug 20 12am", "12 am and 12 pm are read in two ways"),
        ("25:00", "No clock shows 25:00"),
        ("next week 9:00", "“next week” is no date"),
        ("Aug 20 9am EST", "There is no time zone “EST”"),
        ("20 9am", "names no day of a month"),
        ("Feb 31 2026 9am", "is no date"),
        ("2025-10-26 02:30", "Clocks there show 02:30 twice on that day"),
        ("2026-03-29 02:30", "Clocks there skip 02:30 on that day"),
        ("soon", "names no hour"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused_with_examples(said: str, why: str) -> None:
    with pytest.raises(UserError) as refused:
        read_when(said, SUMMER, BERLIN)
    assert why in str(refused.value)
    assert EXAMPLES in str(refused.value)
    assert refused.value.field == "at"


@pytest.mark.parametrize("said", ["18:00", "Aug 20 9am", "tomorrow 10:00"])
def test_where_the_platform_tells_no_zone_an_hour_needs_one(said: str) -> None:
    with pytest.raises(UserError, match=f"In which time zone is “{said}”"):
        read_when(said, SUMMER, None)
    assert read_when(f"{said} UTC", SUMMER, None) is not None
    assert read_when("in 2 h", SUMMER, None) == SUMMER + timedelta(hours=2)


@given(st.text(max_size=60) | st.from_regex(r"(in |tomorrow |Aug )?[0-9:/. ]{1,12}(am|pm| h| AoE| UTC)?"))
def test_any_words_are_a_coming_time_or_refused(said: str) -> None:
    try:
        at = read_when(said, SUMMER, BERLIN)
    except UserError as refused:
        assert refused.field == "at"
    else:
        assert at is None or SUMMER < at <= SUMMER + timedelta(days=366)


@given(MINUTES, st.sampled_from(ZONES).map(ZoneInfo) | st.just(ANYWHERE_ON_EARTH) | st.just(UTC))
def test_a_clock_is_read_as_that_zone_shows_it_over_every_change_of_summer_time(
    minute: datetime, zone: tzinfo
) -> None:
    wall = minute.replace(tzinfo=None)
    try:
        at = read_when(rewritten(wall.replace(tzinfo=zone), zone), SUMMER, None)
    except UserError:
        shown = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        assert len(shown) == 2  # clocks there skip it, or show it twice
    else:
        assert at is not None
        assert at.astimezone(zone).replace(tzinfo=None) == wall


@given(MINUTES, st.sampled_from([UTC, ANYWHERE_ON_EARTH, ZoneInfo("Asia/Kathmandu")]))
def test_a_time_that_is_shown_to_be_changed_reads_back_as_the_same(at: datetime, zone: tzinfo) -> None:
    assert read_when(rewritten(at, zone), SUMMER, None) == at


def test_a_time_in_words_names_the_weekday_and_the_zone() -> None:
    at = datetime(2025, 8, 20, 16, tzinfo=UTC)
    assert written(at, BERLIN) == "Wednesday, August 20, 2025, 18:00 Europe/Berlin"
    assert written(at, ANYWHERE_ON_EARTH) == "Wednesday, August 20, 2025, 04:00 AoE"
