"""A deadline's new date as an organiser writes it; refused where it could mean two things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from commands.core.errors import UserError
from commands.deadline.written import written
from commands.event.times import Part, Unclear, instant, named_zone, read_day, take_clocks, take_zone
from commands.event.zones import zone_name

EXAMPLES = "Write for example: Aug 24, 2025-08-24, or 2025-08-24 23:59 AoE."
FIELDS: Mapping[Part, str] = {"day": "date", "hour": "time", "zone": "zone"}


@dataclass(frozen=True)
class NewDate:
    """A bare day has no zone."""

    at: datetime | date
    zone: str = ""


def read_new_date(day: str, hour: str, zone: str, now: datetime) -> NewDate:
    """`UserError` names the field at fault; the day may hold the hour and the zone as well."""
    try:
        return _read(day, hour, zone, now)
    except Unclear as error:
        raise UserError(f"{error}. {EXAMPLES}", field=FIELDS[error.part]) from None


def _read(day: str, hour: str, zone: str, now: datetime) -> NewDate:
    rest, named = (day, named_zone(zone)) if zone.strip() else take_zone(day)
    clocks, words = take_clocks(rest)
    beside, _ = take_clocks(hour)
    if len(clocks) + len(beside) > 1 or (hour.strip() and not beside):
        raise Unclear("hour", "Which hour is meant? Write one, as in 23:59")
    when = read_day(words, now.date())
    return _at(when, [*clocks, *beside], named, now)


def _at(day: date, clocks: list[time], zone: tzinfo | None, now: datetime) -> NewDate:
    if not clocks:
        return _day_alone(day, zone, now)
    if zone is None:
        raise Unclear("zone", "An hour needs a time zone")
    at = instant(datetime.combine(day, clocks[0]), zone)
    if at <= now:
        raise Unclear("day", f"{written(at)} has passed")
    return NewDate(at, zone_name(zone))


def _day_alone(day: date, zone: tzinfo | None, now: datetime) -> NewDate:
    if zone is not None:
        raise Unclear("hour", "A time zone needs an hour")
    if day <= now.date():
        raise Unclear("day", f"{written(day)} is not in the future")
    return NewDate(day)
