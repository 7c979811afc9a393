"""Days, hours and zones as people write them; what could mean two things is refused, never guessed."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from dateutil import parser, tz

from commands.core.errors import UserError
from commands.event.zones import read_zone

SOON = timedelta(days=183)  # a day without a year lies within these
HALF_DAY = 12  # hours on a clock's face
HOUR = 60  # minutes

_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?|(?<!:)\b(\d{1,2}):(\d{2})\b(?!:)|\bnoon\b", re.IGNORECASE
)
WEEKDAY = re.compile(
    r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(rf"(?:[\d\s.,/-]|st|nd|rd|th|of|{_MONTH})*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ZONED = re.compile(
    r"(.*\S)\s+([a-z][\w/+:-]*|[+-]\d{2}:?\d{2}|utc[+-]\S+)|(.*\d)(z|[+-]\d{2}:?\d{2})",
    re.IGNORECASE | re.DOTALL,
)
_NO_ZONE = re.compile(
    rf"today|tonight|tomorrow|[ap]\.?m\.?|{WEEKDAY.pattern}|{_CLOCK.pattern}", re.IGNORECASE
)
_FILLING = re.compile(r"\b(?:at|on|the)\b|(?<=\d)t(?=\d)", re.IGNORECASE)
_TIMED = re.compile(r"\d|\bnoon\b", re.IGNORECASE)
_YEARS = (datetime(2024, 1, 1), datetime(2028, 2, 2))  # noqa: DTZ001 - to find what the parser filled in

Part = Literal["day", "hour", "zone"]


class Unclear(Exception):
    """Why it can't be read, in words for its writer, and the part at fault."""

    def __init__(self, part: Part, why: str) -> None:
        super().__init__(why)
        self.part = part


def take_zone(said: str) -> tuple[str, tzinfo | None]:
    """What is before the zone, and the zone where one stands at the end."""
    found = _ZONED.fullmatch(said.strip())
    if found is None:
        return said, None
    before, name = found[1] or found[3], found[2] or found[4]
    if not _TIMED.search(before) or _NO_ZONE.fullmatch(name) or _DATE.fullmatch(name.casefold()):
        return said, None
    return before, named_zone(name)


def named_zone(name: str) -> tzinfo:
    try:
        return read_zone(name)
    except UserError as error:
        why = str(error)
        raise Unclear("zone", f"{why[:1].upper()}{why[1:].removesuffix('.')}") from None


def take_clocks(words: str) -> tuple[list[time], str]:
    """Every hour that is named, and the words without them and without what only joins."""
    joined = _FILLING.sub(" ", words)
    return [_clock(found) for found in _CLOCK.finditer(joined)], _CLOCK.sub(" ", joined)


def _clock(found: re.Match[str]) -> time:
    twelve, minutes, half, whole, more = found.groups()
    if not twelve and not whole:
        return time(HALF_DAY)
    hour, minute, half = int(twelve or whole), int(minutes or more or 0), (half or "").casefold()
    if half and hour == HALF_DAY:
        raise Unclear("hour", "12 am and 12 pm are read in two ways, so write 00:00 or 12:00")
    most = HALF_DAY - 1 if half else 2 * HALF_DAY - 1
    if hour > most or minute >= HOUR or (half and not hour):
        raise Unclear("hour", f"No clock shows {found[0].strip()}")
    return time(hour + (HALF_DAY if half == "p" else 0), minute)


def read_day(words: str, today: date) -> date:
    """A date that reads one way only, in the coming months where it names no year."""
    words = words.strip()
    if not words or not _DATE.fullmatch(words.casefold()):
        raise Unclear("day", f"“{words}” is no date")
    try:
        if year_first := _YEAR_FIRST.fullmatch(words):
            return date(*map(int, year_first.groups()))
        readings = {_parsed(words, today, dayfirst=dayfirst) for dayfirst in (False, True)}
    except (ValueError, OverflowError):
        raise Unclear("day", f"“{words}” is no date") from None
    if len(readings) > 1:
        days = " or ".join(f"{day:%B} {day.day}, {day.year}" for day in sorted(readings))
        raise Unclear("day", f"“{words}” could be {days}")
    return readings.pop()


def _parsed(words: str, today: date, *, dayfirst: bool) -> date:
    """What a default fills in shows where two defaults differ."""
    one, other = (
        parser.parse(words, default=default, dayfirst=dayfirst, ignoretz=True).date() for default in _YEARS
    )
    if (one.month, one.day) != (other.month, other.day):
        raise Unclear("day", f"“{words}” is no date, since it names no day of a month")
    return one if one.year == other.year else _next(one, today)


def _next(day: date, today: date) -> date:
    """In this year, or in the next where that is soon; `ValueError` on a February 29 that there is not."""
    this, following = day.replace(year=today.year), today.year + 1
    if this >= today:
        return this
    soon = this.replace(year=following) if (this.month, this.day) != (2, 29) else this
    if soon - today <= SOON and soon > today:
        return soon
    raise Unclear("day", f"{day:%B} {day.day} has passed; for the next one, write the year too")


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The moment when clocks there show it; refused where they show it twice or never."""
    if not tz.datetime_exists(wall, zone):
        raise Unclear("hour", f"Clocks there skip {wall:%H:%M} on that day, when summer time begins")
    if tz.datetime_ambiguous(wall, zone):
        raise Unclear("hour", f"Clocks there show {wall:%H:%M} twice on that day, so write it in UTC")
    return wall.replace(tzinfo=zone)
