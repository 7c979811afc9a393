"""A deadline's new date as an organiser writes it; refused where it could mean two things."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from dateutil import tz
from dateutil.parser import parse

from commands.core.errors import UserError
from commands.deadline.written import written
from commands.event.zones import read_zone, zone_name

EXAMPLES = "Write for example: Aug 24, 2025-08-24, or 2025-08-24 23:59 AoE."
HALF_DAY = 12  # hours on a clock's face
HOUR = 60  # minutes

_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d{2})\s*(?:([ap])\.?m\b\.?)?|\b(\d{1,2})\s*([ap])\.?m\b\.?", re.IGNORECASE
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_WORDS = re.compile(
    r"(?:[\d\s.,/-]|st|nd|rd|th|of|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)+"
)
_ZONED = re.compile(r"(.*\d.*)\s([A-Za-z][\w/+:-]+|[+-]\d{2}:?\d{2})", re.DOTALL)
_FILLING = re.compile(r"\b(?:at|on|the)\b")
_YEARS = (datetime(2024, 1, 1), datetime(2028, 2, 2))  # noqa: DTZ001 - to find what dateutil filled in


@dataclass(frozen=True)
class NewDate:
    """A bare day has no zone."""

    at: datetime | date
    zone: str = ""


def read_new_date(day: str, hour: str, zone: str, now: datetime) -> NewDate:
    """`UserError` names the field at fault; the day may hold the hour and the zone as well."""
    rest, named = _split_zone(day, zone)
    clocks = [*_CLOCK.finditer(rest), *_CLOCK.finditer(hour)]
    if len(clocks) > 1 or (hour.strip() and not _CLOCK.search(hour)):
        raise UserError(f"Which hour is meant? Write one, as in 23:59. {EXAMPLES}", field="time")
    when = _day(_FILLING.sub(" ", _CLOCK.sub(" ", rest.casefold())), day, now.date())
    if not clocks:
        return _day_alone(when, named, now)
    if named is None:
        raise UserError(f"An hour needs a time zone. {EXAMPLES}", field="zone")
    return _instant(datetime.combine(when, _clock(clocks[0])), named, now)


def _split_zone(day: str, zone: str) -> tuple[str, tzinfo | None]:
    """The day without a zone behind it, and the zone that is meant."""
    if zone.strip():
        return day, _named(zone)
    found = _ZONED.fullmatch(day.strip())
    if found is None or _DAY_WORDS.fullmatch(found[2].casefold()) or _CLOCK.fullmatch(found[2]):
        return day, None
    return found[1], _named(found[2])


def _named(zone: str) -> tzinfo:
    try:
        return read_zone(zone)
    except UserError as error:
        said = str(error)
        raise UserError(f"{said[:1].upper()}{said[1:]}", field="zone") from None


def _day_alone(day: date, zone: tzinfo | None, now: datetime) -> NewDate:
    if zone is not None:
        raise UserError(f"A time zone needs an hour. {EXAMPLES}", field="time")
    if day <= now.date():
        raise UserError(f"{written(day)} is not in the future. {EXAMPLES}", field="date")
    return NewDate(day)


def _instant(wall: datetime, zone: tzinfo, now: datetime) -> NewDate:
    at = wall.replace(tzinfo=zone)
    if not tz.datetime_exists(wall, zone):
        raise UserError(f"Clocks there skip {wall:%H:%M} on that day. Choose another hour.", field="time")
    if tz.datetime_ambiguous(wall, zone):
        raise UserError(f"Clocks there show {wall:%H:%M} twice on that day. Write it in UTC.", field="time")
    if at <= now:
        raise UserError(f"{written(at)} has passed. {EXAMPLES}", field="date")
    return NewDate(at, zone_name(zone))


def _clock(found: re.Match[str]) -> time:
    hour, minute, half = (
        int(found[1] or found[4]),
        int(found[2] or 0),
        (found[3] or found[5] or "").casefold(),
    )
    if half and hour == HALF_DAY:
        raise UserError("12 am and 12 pm are read in two ways. Write 00:00 or 12:00.", field="time")
    most = HALF_DAY - 1 if half else 2 * HALF_DAY - 1
    if hour > most or minute >= HOUR or (half and hour == 0):
        raise UserError(f"No clock shows {found[0].strip()}. {EXAMPLES}", field="time")
    return time(hour + (HALF_DAY if half == "p" else 0), minute)


def _day(words: str, said: str, today: date) -> date:
    """The one day that the words can mean; without a year the next that comes."""
    if _ISO.fullmatch(words.strip()):
        return _iso(words.strip())
    if not _DAY_WORDS.fullmatch(words.strip()):
        raise UserError(f"“{said}” is no date. {EXAMPLES}", field="date")
    try:
        readings = {_parsed(words, today, dayfirst=dayfirst) for dayfirst in (False, True)}
    except (ValueError, OverflowError):
        raise UserError(f"“{said}” is no date. {EXAMPLES}", field="date") from None
    if len(readings) > 1:
        listed = " or ".join(written(day) for day in sorted(readings))
        raise UserError(f"“{said}” could be {listed}. {EXAMPLES}", field="date")
    return readings.pop()


def _iso(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UserError(f"The calendar has no {words}. {EXAMPLES}", field="date") from None


def _parsed(words: str, today: date, *, dayfirst: bool) -> date:
    one, other = (parse(words, default=default, dayfirst=dayfirst).date() for default in _YEARS)
    if (one.month, one.day) != (other.month, other.day):
        raise ValueError(words)
    if one.year == other.year:
        return one
    this = one.replace(year=today.year)
    return this if this >= today else one.replace(year=today.year + 1)
