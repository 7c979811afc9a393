"""The playground opens on a day when there is something to see."""

from datetime import date, timedelta

from commands.deadline.season import opening_day
from commands.event.facts import Event


def test_three_weeks_before_the_next_deadline(event: Event) -> None:
    assert opening_day(event.deadlines, date(2025, 9, 1)) == date(2025, 8, 29)


def test_three_weeks_before_the_first_when_all_have_passed(event: Event) -> None:
    assert opening_day(event.deadlines, date(2026, 11, 22)) == date(2025, 8, 1)


def test_on_the_last_day_the_deadline_is_still_the_next(event: Event) -> None:
    assert opening_day(event.deadlines, date(2025, 8, 22)) == date(2025, 8, 22) - timedelta(weeks=3)


def test_no_day_without_dates() -> None:
    assert opening_day((), date(2025, 9, 1)) is None
