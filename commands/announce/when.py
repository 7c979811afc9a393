"""A time as an organiser writes it, made into an instant; refused where it could mean two things."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as hour

from commands.core.errors import UserError
from commands.event.times import WEEKDAY, Unclear, instant, read_day, take_clocks, take_zone
from commands.event.zones import zone_name

EXAMPLES = "now, in 2 h, tomorrow 18:00 AoE, Aug 20 9am UTC, or 2025-08-20 18:00 +02:00"
FARTHEST = timedelta(days=366)

_AT_ONCE = {"", "now", "at once", "right now", "immediately"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_STEP = r"(\d{1,4}(?:\.\d{1,2})?)\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)"
_STEPS = re.compile(rf"in\s+{_STEP}(?:\s*(?:,|and)?\s*{_STEP})?")
_ONE = re.compile(r"in\s+(an?|one)\s+(minute|hour|day|week)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_when(said: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    """None for at once; `zone` is the writer's own, where it is known. `UserError` says what to write."""
    words = " ".join(said.casefold().split())
    if words in _AT_ONCE:
        return None
    length = _length(words)
    try:
        at = _instant(said.strip(), now, zone) if length is None else now + length
    except Unclear as error:
        raise refused(str(error)) from None
    if at <= now:
        raise refused(f"{written(at, at.tzinfo or UTC)} has passed")
    if at - now > FARTHEST:
        raise refused(f"{written(at, at.tzinfo or UTC)} is more than a year ahead")
    return at.astimezone(UTC)


def written(at: datetime, zone: tzinfo) -> str:
    """A time in words, with its zone: Wednesday, August 20, 2025, 18:00 AoE."""
    there = at.astimezone(zone)
    return f"{there:%A, %B} {there.day}, {there.year}, {there:%H:%M} {zone_name(zone)}"


def rewritten(at: datetime, zone: tzinfo) -> str:
    """A time as `read_when` takes it."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M} {zone_name(zone)}"


def refused(why: str) -> UserError:
    return UserError(f"{why}. Write for example: {EXAMPLES}.", field="at")


def _length(words: str) -> timedelta | None:
    one = _ONE.fullmatch(words)
    if one:
        return timedelta(**{f"{one[2]}s": 1})
    steps = _STEPS.fullmatch(words)
    if steps is None:
        return None
    pairs = [(steps[1], steps[2]), (steps[3], steps[4])]
    lengths = (timedelta(**{_UNITS[unit[0]]: float(number)}) for number, unit in pairs if number)
    return sum(lengths, timedelta())


def _instant(said: str, now: datetime, own: tzinfo | None) -> datetime:
    rest, named = take_zone(said)
    zone = named or own
    if zone is None:
        raise refused(f"In which time zone is “{said}”? Usher can't see yours, so name it")
    clocks, words = take_clocks(rest.casefold())
    if len(clocks) != 1:
        why = "names more than one hour" if clocks else "names no hour"
        raise refused(f"“{said}” {why}, as in 18:00 or 9am")
    day = _day(" ".join(words.split()), now.astimezone(zone), clocks[0])
    return instant(datetime.combine(day, clocks[0]), zone)


def _day(words: str, now: datetime, clock: hour) -> date:
    """The day that is meant, on the calendar of the zone that `now` is in."""
    if words in {"", "today", "tonight"}:
        if not words and clock <= now.timetz().replace(tzinfo=None):
            raise refused(f"{clock:%H:%M} has passed today; for the next day write “tomorrow {clock:%H:%M}”")
        return now.date()
    if words == "tomorrow":
        return now.date() + timedelta(days=1)
    named = WEEKDAY.search(words)
    rest = f"{words[: named.start()]} {words[named.end() :]}".strip() if named else words
    if named and not rest:
        return _coming(_weekday(named), now.date())
    day = read_day(rest, now.date())
    if named and day.weekday() != _weekday(named):
        raise refused(f"{day:%B} {day.day}, {day.year} is a {day:%A}, not a {_DAYS[_weekday(named)].title()}")
    return day


def _weekday(named: re.Match[str]) -> int:
    return next(number for number, day in enumerate(_DAYS) if day.startswith(named[1][:3]))


def _coming(weekday: int, today: date) -> date:
    days = (weekday - today.weekday()) % 7
    if days == 0:
        raise refused(f"Today is {today:%A}, so it could be today or in a week: write “today”, or the date")
    return today + timedelta(days=days)
