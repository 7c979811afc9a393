"""The day on which trying Usher out makes most sense."""

from collections.abc import Sequence
from datetime import date, timedelta

from commands.event.facts import Deadline, Derived

LEAD = timedelta(weeks=3)


def opening_day(deadlines: Sequence[Deadline], today: date) -> date | None:
    """Three weeks before the next deadline, or the last season's first; None where no date is set.

    A derived date is advice about another, so it does not open a season.
    """
    days = sorted(item.day for item in deadlines if not isinstance(item.source, Derived))
    coming = [day for day in days if day >= today]
    return (coming or days)[0] - LEAD if days else None
