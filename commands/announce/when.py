"""A time as an organiser writes it, made into an instant; refused where it could mean two things."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as hour

from dateutil import parser, tz

from commands.core.errors import UserError
from commands.event.zones import read_zone, zone_name

EXAMPLES = "now, in 2 h, tomorrow 18:00 AoE, Aug 20 9am UTC, or 2025-08-20 18:00 +02:00"
FARTHEST = timedelta(days=366)
SOON = timedelta(days=183)  # a day without a year lies within these

_AT_ONCE = {"", "now", "at once", "right now", "immediately"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_STEP = r"(\d{1,4}(?:\.\d{1,2})?)\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)"
_STEPS = re.compile(rf"in\s+{_STEP}(?:\s*(?:,|and)?\s*{_STEP})?")
_ONE = re.compile(r"in\s+(an?|one)\s+(minute|hour|day|week)")
_ZONED = re.compile(r"(.*\S)\s+(\S+)|(.*\d)(z|[+-]\d{2}:?\d{2})", re.IGNORECASE | re.DOTALL)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?|(?<!:)\b(\d{1,2}):(\d{2})\b(?!:)|\bnoon\b"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(rf"[\d\s.,/-]*|(?:[\d\s.,-]|st|nd|rd|th|of|{_MONTH})*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FILLING = re.compile(r"\b(?:at|on|the)\b|(?<=\d)t(?=\d)")


def read_when(said: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    """None for at once; `zone` is the writer's own, where it is known. `UserError` says what to write."""
    words = " ".join(said.casefold().split())
    if words in _AT_ONCE:
        return None
    length = _length(words)
    at = _instant(said.strip(), now, zone) if length is None else now + length
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
    rest, named = _split_zone(said)
    zone = named or own
    if zone is None:
        raise refused(f"In which time zone is “{said}”? Usher can't see yours, so name it")
    words = _FILLING.sub(" ", rest.casefold())
    clock, words = _take_clock(words, said)
    day = _day(" ".join(words.split()), now.astimezone(zone), clock)
    return _at(datetime.combine(day, clock), zone)


def _split_zone(said: str) -> tuple[str, tzinfo | None]:
    """What is before the zone, and the zone where one stands at the end."""
    found = _ZONED.fullmatch(said)
    if found is None:
        return said, None
    before, name = found[1] or found[3], found[2] or found[4]
    try:
        return before, read_zone(name)
    except UserError:
        return said, None


def _take_clock(words: str, said: str) -> tuple[hour, str]:
    """The hour, and the words without it."""
    found = list(_CLOCK.finditer(words))
    if len(found) != 1:
        why = "names no hour" if not found else "names more than one hour"
        raise refused(f"“{said}” {why}, as in 18:00 or 9am")
    return _clock(found[0]), words[: found[0].start()] + " " + words[found[0].end() :]


def _clock(found: re.Match[str]) -> hour:
    twelve, minutes, half, whole, more = found.groups()
    if not twelve and not whole:
        return hour(12)
    number, minute = int(twelve or whole), int(minutes or more or 0)
    if half and number == 12:  # noqa: PLR2004 - the hour that people read both ways
        raise refused("12 am and 12 pm are read in two ways, so write 00:00 or 12:00")
    number += 12 if half == "p" else 0
    if number > 23 or minute > 59 or (half and int(twelve) > 12) or (half and number == 0):  # noqa: PLR2004 - a clock's own numbers
        raise refused(f"No clock shows {found[0].strip()}")
    return hour(number, minute)


def _day(words: str, now: datetime, clock: hour) -> date:
    """The day that is meant, on the calendar of the zone that `now` is in."""
    if words in {"", "today", "tonight"}:
        if not words and clock <= now.timetz().replace(tzinfo=None):
            raise refused(f"{clock:%H:%M} has passed today; for the next day write “tomorrow {clock:%H:%M}”")
        return now.date()
    if words == "tomorrow":
        return now.date() + timedelta(days=1)
    named = _WEEKDAY.search(words)
    rest = f"{words[: named.start()]} {words[named.end() :]}".strip() if named else words
    if named and not rest:
        return _coming(_weekday(named), now.date())
    day = _written_day(rest, now.date())
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


def _written_day(words: str, today: date) -> date:
    """A date that reads one way only, in the coming months where it names no year."""
    if not _DATE.fullmatch(words):
        raise refused(f"“{words}” is not understood")
    try:
        if year_first := _YEAR_FIRST.fullmatch(words):
            return date(*map(int, year_first.groups()))
        readings = {_parsed(words, today, dayfirst=dayfirst) for dayfirst in (False, True)}
    except (ValueError, OverflowError):
        raise refused(f"“{words}” is no date") from None
    if len(readings) > 1:
        days = " or ".join(f"{day:%B} {day.day}" for day in sorted(readings))
        raise refused(f"“{words}” could be {days}")
    return readings.pop()


def _parsed(words: str, today: date, *, dayfirst: bool) -> date:
    """What a default fills in shows where two defaults differ."""
    one, other = (
        parser.parse(words, default=default, dayfirst=dayfirst, ignoretz=True).date()
        for default in (datetime(2024, 1, 1), datetime(2028, 2, 2))  # noqa: DTZ001 - only their days count
    )
    if (one.month, one.day) != (other.month, other.day):
        raise refused(f"“{words}” names no day of a month")
    return one if one.year == other.year else _next(one, today)


def _next(day: date, today: date) -> date:
    """In this year, or in the next where that is soon; `ValueError` on a February 29 that there is not."""
    this, following = day.replace(year=today.year), today.year + 1
    if this >= today:
        return this
    soon = this.replace(year=following) if (this.month, this.day) != (2, 29) else this
    if soon - today <= SOON and soon > today:
        return soon
    raise refused(f"{day:%B} {day.day} has passed; for the next one, write the year too")


def _at(wall: datetime, zone: tzinfo) -> datetime:
    """The instant when clocks there show it; refused where they show it twice or never."""
    if not tz.datetime_exists(wall, zone):
        raise refused(f"Clocks there skip {wall:%H:%M} on that day, when summer time begins")
    if tz.datetime_ambiguous(wall, zone):
        raise refused(f"Clocks there show {wall:%H:%M} twice on that day, so write it in UTC")
    return wall.replace(tzinfo=zone)
