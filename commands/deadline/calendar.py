"""Deadlines as a calendar file that updates in place when a date moves (RFC 5545)."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from commands.deadline.card import origin_of
from commands.event.facts import Deadline, Derived, Event
from commands.event.quotation import Quotation

ALARMS = (timedelta(days=14), timedelta(days=7), timedelta(days=1), timedelta(hours=3))
MEDIA_TYPE = "text/calendar"


def calendar_file(event: Event, deadlines: Sequence[Deadline], now: datetime) -> bytes:
    """One entry a deadline, its UID free of the date, so that a moved date replaces the old entry."""
    calendar = Calendar()
    calendar.add("prodid", "-//Usher//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", event.name)
    for deadline in deadlines:
        calendar.add_component(_entry(event, deadline, now))
    content: bytes = calendar.to_ical()
    return content


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _entry(event: Event, deadline: Deadline, now: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"{deadline.key}@{slug(event.name)}.usher")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("sequence", deadline.sequence)
    entry.add("summary", f"{deadline.title}: {event.name}")
    entry.add("description", _description(deadline))
    entry.add("transp", "TRANSPARENT")
    _add_time(entry, deadline.at)
    for before in ALARMS:
        entry.add_component(_alarm(deadline, before))
    return entry


def _add_time(entry: Entry, at: datetime | date) -> None:
    if isinstance(at, datetime):
        entry.add("dtstart", at.astimezone(UTC))
        entry.add("dtend", at.astimezone(UTC))
    else:
        entry.add("dtstart", at)
        entry.add("dtend", at + timedelta(days=1))


def _alarm(deadline: Deadline, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.title)
    alarm.add("trigger", -before)
    return alarm


def _description(deadline: Deadline) -> str:
    match deadline.source:
        case Quotation() as words:
            return f"“{words.readable}” ({origin_of(deadline)})"
        case Derived(because=Quotation() as words):
            return f"“{words.readable}” (call, line {words.line}). {origin_of(deadline)}"
        case _:
            return origin_of(deadline)
