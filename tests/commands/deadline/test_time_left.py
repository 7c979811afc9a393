"""The time left, in words that a person would use."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.deadline.time_left import is_past, time_left

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 8, 22), "in 21 days"),
        (date(2025, 8, 2), "tomorrow"),
        (date(2025, 8, 1), "today"),
        (date(2025, 7, 31), "passed yesterday"),
        (date(2025, 7, 1), "passed 31 days ago"),
    ],
)
def test_a_bare_date_counts_in_days(day: date, words: str) -> None:
    assert time_left(day, NOW, TODAY) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=21, hours=3), "in 21 days"),
        (timedelta(days=1, hours=23), "in 47 hours"),
        (timedelta(minutes=119), "in 119 minutes"),
        (timedelta(seconds=70), "in a minute"),
        (timedelta(seconds=20), "in less than a minute"),
        (timedelta(hours=-3), "passed 3 hours ago"),
    ],
)
def test_an_instant_counts_in_the_largest_unit_that_is_exact_enough(left: timedelta, words: str) -> None:
    assert time_left(NOW + left, NOW, TODAY) == words


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - hypothesis adds zones
def test_words_and_the_fact_of_being_past_agree(at: datetime) -> None:
    assert time_left(at, NOW, TODAY).startswith("passed") == is_past(at, NOW)


def test_a_date_is_not_past_while_its_day_lasts_somewhere() -> None:
    in_tokyo, next_day = datetime(2025, 8, 22, 17, tzinfo=UTC), date(2025, 8, 23)
    assert not is_past(date(2025, 8, 22), in_tokyo)
    assert time_left(date(2025, 8, 22), in_tokyo, next_day) == "over where you are, not yet everywhere"
    assert is_past(date(2025, 8, 22), datetime(2025, 8, 23, 12, tzinfo=UTC))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_date_is_past_only_when_its_day_is_over(day: date) -> None:
    assert time_left(day, NOW, TODAY).startswith("passed") == is_past(day, NOW) == (day < TODAY)
