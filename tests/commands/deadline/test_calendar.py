"""The calendar file: read back with a calendar's own eyes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar
from icalendar import Event as Entry

from commands.deadline.calendar import ALARMS, calendar_file
from commands.event.facts import Deadline, Event, SetByOrganisers

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
DUE = datetime(2025, 8, 22, 23, 59, tzinfo=timezone(timedelta(hours=-12)))


def entries(event: Event, *deadlines: Deadline) -> list[Entry]:
    return Calendar.from_ical(calendar_file(event, deadlines, NOW)).events


def test_a_date_without_an_hour_is_a_whole_day(event: Event) -> None:
    (entry,) = entries(event, event.deadlines[0])
    assert entry.start == date(2025, 8, 22)
    assert entry.end == date(2025, 8, 23)


def test_an_instant_is_written_in_utc(event: Event) -> None:
    (entry,) = entries(event, replace(event.deadlines[0], at=DUE))
    assert entry.start == datetime(2025, 8, 23, 11, 59, tzinfo=UTC)


def test_a_moved_date_keeps_its_identity(event: Event) -> None:
    (before,), (after,) = (
        entries(event, item)
        for item in (event.deadlines[0], replace(event.deadlines[0], at=date(2025, 8, 29)))
    )
    assert before["uid"] == after["uid"]


def test_every_entry_has_its_own_identity_and_all_alarms(event: Event) -> None:
    found = entries(event, *event.deadlines)
    assert len({entry["uid"] for entry in found}) == len(event.deadlines)
    assert all(len(entry.walk("VALARM")) == len(ALARMS) for entry in found)


def test_the_description_says_where_the_date_comes_from(event: Event) -> None:
    (stated,) = entries(event, event.deadlines[0])
    (set_by,) = entries(event, replace(event.deadlines[0], source=SetByOrganisers("the chairs")))
    assert stated["description"] == "“due August 22, 2025” (call, line 2)"
    assert set_by["description"] == "set by the chairs"
