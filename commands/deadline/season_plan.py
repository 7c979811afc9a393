"""The season as a table: every reminder and announcement, when it goes out and where to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from commands.deadline.audience import audiences
from commands.deadline.rules import Wish
from commands.deadline.schedule import Reminder, reminders_of
from commands.delivery.names import Names, called
from commands.delivery.outgoing import read_post
from commands.event.facts import Deadline, Derived
from commands.services import Services
from storage.handed import Handed

COLUMNS = ("When (UTC)", "What", "About", "Before", "Where to", "State")


@dataclass(frozen=True)
class Planned:
    """`before` is how long before a deadline, `to` are channels or how many people."""

    at: datetime
    what: Literal["reminder", "announcement"]
    about: str
    before: str
    to: tuple[str, ...]

    def row(self, now: datetime) -> tuple[str, ...]:
        state = "to come" if self.at > now else "passed"
        where = ", ".join(self.to)
        return f"{self.at:%Y-%m-%d %H:%M}", self.what, self.about, self.before, where, state


def season_plan(
    services: Services, announcements: Sequence[Handed], people: Mapping[str, int], names: Names
) -> tuple[Planned, ...]:
    """In the order of time; `people` counts who wants to be reminded, by deadline."""
    planned = [
        *_in_channels(services, names),
        *_to_people(services, people),
        *(_announced(item, names) for item in announcements if item.stands or item.waits),
    ]
    return tuple(sorted(planned, key=lambda item: (item.at, item.what, item.about, item.to)))


def _in_channels(services: Services, names: Names) -> Iterator[Planned]:
    for audience in audiences(services):
        to = tuple(called(each.platform, each.id, names) for each in audience.to)
        for deadline in services.event.deadlines:
            yield from (_reminder(item, to) for item in _useful(deadline, audience.wish))


def _to_people(services: Services, people: Mapping[str, int]) -> Iterator[Planned]:
    """At nine in UTC where there is no hour: each person's own nine is another."""
    rules = services.reminders
    wish = Wish("people", rules.personal, rules.derived)
    for deadline in services.event.deadlines:
        if number := people.get(deadline.key):
            where = f"{number} {'person' if number == 1 else 'people'}"
            by_zone = "" if deadline.has_hour else ", at nine where they are"
            yield from (_reminder(item, (f"{where}{by_zone}",)) for item in _useful(deadline, wish))


def _useful(deadline: Deadline, wish: Wish) -> Iterator[Reminder]:
    """Of several that quiet hours push together, only the last is told."""
    last = {item.due: item for item in reminders_of(deadline, wish)}
    return iter(last.values())


def _reminder(item: Reminder, to: tuple[str, ...]) -> Planned:
    derived = " (derived)" if isinstance(item.deadline.source, Derived) else ""
    return Planned(item.due, "reminder", f"{item.deadline.title}{derived}", item.offset.before, to)


def _announced(item: Handed, names: Names) -> Planned:
    to = tuple(called(platform, target, names) for platform, target in item.targets)
    return Planned(item.due, "announcement", read_post(item.body).title, "", to)
