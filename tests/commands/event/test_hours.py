"""Hours and zones in a call's words, held against the settings."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.event.hours import states_hour
from commands.event.zones import ANYWHERE_ON_EARTH

LAST = datetime(2026, 3, 13, 23, 59, tzinfo=ANYWHERE_ON_EARTH)
EVENING = datetime(2026, 3, 13, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    "words",
    [
        "March 13, 2026, 23:59 AoE",
        "by 11:59pm on March 13 (anywhere on Earth)",
        "March 13 AoE",
        "due March 13, 23:59",
        "23:59 AoE (UTC-12)",
        "11:59 p.m. UTC−12",
        "23:59 AoE, that is, 23:59 AoE",
    ],
)
def test_words_that_state_the_hour_or_the_zone(words: str) -> None:
    assert states_hour(words, LAST) is True


@pytest.mark.parametrize(
    "words",
    ["March 13, 2026, 12:00 AoE", "23:59 UTC", "at noon", "March 13 UTC", "5 pm AoE", "23:59 Europe/Paris"],
)
def test_words_that_state_another_hour_or_zone(words: str) -> None:
    assert states_hour(words, LAST) is False


@pytest.mark.parametrize(
    "words",
    [
        "",
        "March 13",
        "max 9 pages, see Submission/Format",
        "abstracts by 12:00, papers by 17:00 AoE",
        "12:00 UTC or 12:00 AoE",
        "midnight AoE",
        "12 pm AoE",
        "25:00 AoE",
        "12:00 EST",
        "12:00 Pacific time",
        "12:00 UTC – 13 March",
        "12:00 UTC-12h",
        "papers by March 13, notification on April 2, 12:00",
    ],
)
def test_words_that_state_neither_or_read_two_ways(words: str) -> None:
    assert states_hour(words, LAST) is None


@pytest.mark.parametrize(
    "words",
    [
        "March 13, 9–5pm",
        "March 13, 9-17:30",
        "from 9 to 5 pm",
        "5 pm - 9",
        "doors open at 8:30, start at 9",
        "by 9, or by 17:00 for posters",
        "at 17 UTC",
        "at 17.00 UTC",
        "17h00 UTC",
    ],
)
def test_an_hour_without_minutes_may_be_the_one_that_is_meant(words: str) -> None:
    assert states_hour(words, EVENING) is None


@pytest.mark.parametrize(
    "words",
    ["17:00 WIB", "23:59 Beijing", "5 PM (Jakarta)", "noon, Tokyo", "17:00 -0500", "17:00 WIB (March 13)"],
)
def test_what_follows_an_hour_may_be_a_zone_that_is_not_known(words: str) -> None:
    assert states_hour(words, EVENING) is None


@pytest.mark.parametrize(
    "words",
    [
        "March 13 - 17:00",
        "2026-03-13 17:00",
        "17:00 March 13",
        "17:00 Friday, March 13",
        "17:00. Papers have 9 pages",
        "papers of 9 pages by 5 PM",
        "17:00 Europe/Paris (Friday)",
        "17:00 AoE Submission deadline",
        "on March 9 at 17:00",
    ],
)
def test_a_date_a_weekday_and_other_numbers_leave_an_hour_clear(words: str) -> None:
    assert states_hour(words, EVENING) is False


def test_the_same_moment_in_another_zone_agrees() -> None:
    assert states_hour("March 13, 17:00 UTC", EVENING) is True
    assert states_hour("March 13, 18:00 UTC+01:00", EVENING) is True
    assert states_hour("March 13, 18:00 UTC", EVENING) is False


@given(st.text(st.sampled_from("0123456789:./+- apmAPMoEUTCZnight")), st.datetimes(timezones=st.timezones()))
def test_no_words_break_it(words: str, at: datetime) -> None:
    assert states_hour(words, at) in {True, False, None}


@given(st.times())
def test_the_hour_is_stated_exactly_when_it_is_there(hour: time) -> None:
    assert states_hour(f"{hour:%H:%M} AoE", LAST) is (f"{hour:%H:%M}" == "23:59")
