"""The time left until a moment, in words; a bare date counts in days."""

from datetime import date, datetime, timedelta, timezone

LAST_ON_EARTH = timezone(timedelta(hours=-12))  # where a day ends last
OVER_HERE = "over where you are, not yet everywhere"

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def time_left(to: datetime | date, now: datetime, today: date) -> str:
    """Words such as "in 21 days", "tomorrow", "in 3 hours", "passed 2 days ago"."""
    if isinstance(to, datetime):
        return _until(to - now)
    if to < today and not is_past(to, now):
        return OVER_HERE
    return _days((to - today).days)


def is_past(to: datetime | date, now: datetime) -> bool:
    """A bare date names no zone, so it has passed only when its day is over everywhere."""
    return to < now if isinstance(to, datetime) else to < now.astimezone(LAST_ON_EARTH).date()


def _days(days: int) -> str:
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "passed yesterday"
    return f"in {days} days" if days > 0 else f"passed {-days} days ago"


def _until(left: timedelta) -> str:
    words = _span(abs(left))
    return f"in {words}" if left >= timedelta() else f"passed {words} ago"


def _span(length: timedelta) -> str:
    """Two days and more in days, two hours and more in hours; nobody needs both."""
    if length >= 2 * DAY:
        return f"{length // DAY} days"
    if length >= 2 * HOUR:
        return f"{length // HOUR} hours"
    if length >= 2 * MINUTE:
        return f"{length // MINUTE} minutes"
    return "a minute" if length >= MINUTE else "less than a minute"
