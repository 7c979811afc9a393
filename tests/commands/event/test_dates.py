"""Dates in a call's words, held against the settings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.event.dates import states, states_year

DAY = date(2025, 8, 22)


@pytest.mark.parametrize(
    "words",
    [
        "due August 22, 2025",
        "by Aug 22",
        "on the 22nd of August 2025",
        "22 August",
        "2025-08-22",
        "May 2 and Aug. 22",
    ],
)
def test_words_that_state_the_day(words: str) -> None:
    assert states(words, DAY) is True


@pytest.mark.parametrize("words", ["due August 23, 2025", "by Aug 22, 2024", "September 22"])
def test_words_that_state_another_day(words: str) -> None:
    assert states(words, DAY) is False


@pytest.mark.parametrize("words", ["", "max 9 pages", "Mayor of 22 towns", "two weeks before"])
def test_words_that_state_no_day(words: str) -> None:
    assert states(words, DAY) is None


def test_a_day_without_a_year_is_noticed() -> None:
    assert states_year("August 22, 2025", DAY)
    assert not states_year("by September 19", date(2025, 9, 19))


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_every_day_is_found_as_it_is_commonly_written(day: date) -> None:
    assert states(f"due {day:%B} {day.day}, {day.year}", day)
    assert states(f"due {day.day} {day:%b} {day.year}", day)
    assert states(f"due {day.isoformat()}", day)
