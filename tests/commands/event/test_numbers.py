"""Numbers in a call's words, held against the settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.event.numbers import states_number


@pytest.mark.parametrize(
    ("words", "number", "states"),
    [
        ("short (max 4 pages)", 4, True),
        ("short (max 4 pages)", 5, False),
        ("one additional page", 1, True),
        ("One additional page", 3, False),
        ("up to 2 weeks", 14, True),
        ("up to two weeks", 30, False),
        ("a few pages", 4, None),
    ],
)
def test_numbers_are_read_in_digits_and_letters_and_weeks_as_days(
    words: str,
    number: int,
    states: bool | None,  # noqa: FBT001 - what is expected
) -> None:
    assert states_number(words, number) is states


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_number_is_found_exactly_when_it_is_there(said: int, asked: int) -> None:
    assert states_number(f"at most {said} pages", asked) is (said == asked)
