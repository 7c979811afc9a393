"""One person can not drown the others."""

from hypothesis import given
from hypothesis import strategies as st

from commands.core.rate import FORGET_AFTER, RateLimit


def test_a_burst_passes_and_the_next_one_waits() -> None:
    rate = RateLimit(burst=3, seconds=60)
    assert [rate.wait("ada", 1, 0) for _ in range(4)] == [0, 0, 0, 20]


def test_waiting_as_long_as_told_is_enough() -> None:
    rate = RateLimit(burst=3, seconds=60)
    for _ in range(3):
        rate.wait("ada", 1, 0)
    assert rate.wait("ada", 1, 20) == 0


def test_one_person_does_not_slow_another() -> None:
    rate = RateLimit(burst=1, seconds=60)
    rate.wait("ada", 1, 0)
    assert rate.wait("grace", 1, 0) == 0


def test_people_who_have_not_asked_for_long_are_forgotten() -> None:
    rate = RateLimit(burst=1, seconds=1)
    for number in range(FORGET_AFTER + 1):
        rate.wait(str(number), 1, float(number))
    assert len(rate._buckets) < 3


@given(st.lists(st.tuples(st.integers(1, 5), st.floats(0, 30)), max_size=200))
def test_no_order_of_calls_gets_more_than_the_limit(calls: list[tuple[int, float]]) -> None:
    rate, now, taken = RateLimit(burst=10, seconds=60), 0.0, 0
    for cost, pause in calls:
        now += pause
        taken += cost if rate.wait("ada", cost, now) == 0 else 0
    assert taken <= 10 + now / 6 + 1e-6
