"""The next step leads from whatever stands there to what should, and ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.delivery.plan import (
    LONGEST_PAUSE,
    Done,
    Edit,
    Publish,
    Remove,
    Send,
    Step,
    mark,
    next_step,
    pause,
)
from storage.parts import Part

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
PARTS = st.lists(st.builds(Part, st.just("id"), st.integers(1, 3), st.booleans()), max_size=5).map(tuple)


def taken(step: Step, wanted: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What stands there after a step."""
    match step:
        case Send():
            return (*parts, Part("new", wanted))
        case Edit(number):
            return (*parts[:number], Part("id", wanted, parts[number].published), *parts[number + 1 :])
        case Publish(number):
            return (*parts[:number], Part("id", wanted, published=True), *parts[number + 1 :])
        case Remove(number):
            return parts[:number]
    return parts


@given(parts=PARTS, count=st.integers(0, 5), publishes=st.booleans())
def test_the_steps_end_with_all_parts_in_the_wanted_revision(
    *, parts: tuple[Part, ...], count: int, publishes: bool
) -> None:
    for _ in range(20):
        step = next_step(3, count, parts, publishes=publishes)
        if isinstance(step, Done):
            break
        parts = taken(step, 3, parts)
    assert [part.revision for part in parts] == [3] * count
    assert not publishes or all(part.published for part in parts)


def test_what_is_too_much_goes_before_anything_is_changed() -> None:
    assert next_step(2, 1, (Part("a", 1), Part("b", 1))) == Remove(1)


def test_nothing_is_left_of_what_was_retracted() -> None:
    assert next_step(0, 0, (Part("a", 1),)) == Remove(0)
    assert next_step(0, 0, ()) == Done()


@given(st.integers(1, 2**31), st.integers(0, 24), st.datetimes(NOW.replace(tzinfo=None)))
def test_a_mark_fits_into_what_discord_keeps(delivery: int, part: int, at: datetime) -> None:
    assert len(mark(delivery, part, at.replace(tzinfo=UTC))) <= 25


def test_two_attempts_have_two_marks() -> None:
    assert mark(1, 0, NOW) != mark(1, 0, NOW + timedelta(milliseconds=1))


@given(st.integers(0, 1000), st.floats(0, 1))
def test_a_pause_grows_to_its_bound(attempts: int, chance: float) -> None:
    assert timedelta(seconds=1) < pause(attempts, None, chance) <= timedelta(seconds=LONGEST_PAUSE)


@pytest.mark.parametrize("asked", [0.2, 30.0, 3_600.0])
def test_a_platform_is_never_asked_again_before_it_said(asked: float) -> None:
    assert pause(5, asked, 0.0) == timedelta(seconds=asked)
    assert pause(5, asked, 1.0) <= timedelta(seconds=asked + 1)
