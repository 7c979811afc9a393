"""Which reminders there are, and which of them fall due: worked out from the facts at each look.

Nothing is written down ahead, so a moved deadline needs no rescheduling and a restart loses nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from commands.deadline.rules import Offset, Wish
from commands.deadline.time_left import LAST_ON_EARTH, is_past
from commands.event.facts import Deadline, Derived

NINE = time(9)  # when a reminder of a date without an hour goes out
FARTHEST = timedelta(hours=14)  # of any zone's clock from UTC's
LATE = timedelta(minutes=10)  # from then on a reminder says that it is late


@dataclass(frozen=True)
class Reminder:
    """One deadline, so long before, at `due` in UTC."""

    deadline: Deadline
    offset: Offset
    due: datetime

    def key(self, whose: str) -> str:
        """What makes it go out once: another date is another reminder."""
        date = self.deadline.at.isoformat()
        return f"reminder/{self.deadline.key}/{date}/{self.offset.number}{self.offset.unit}/{whose}"


def key_of_all(deadline: Deadline) -> str:
    """What the keys of all reminders of a deadline begin with, whatever its date."""
    return f"reminder/{deadline.key}/"


def ends_at(deadline: Deadline) -> datetime:
    """The moment that the deadline has passed; a day is over when it is over everywhere."""
    if isinstance(deadline.at, datetime):
        return deadline.at.astimezone(UTC)
    midnight = datetime.combine(deadline.at + timedelta(days=1), time(0), LAST_ON_EARTH)
    return midnight.astimezone(UTC)


def reminders_of(deadline: Deadline, wish: Wish) -> tuple[Reminder, ...]:
    """In the order of time; a date without an hour has none that are counted in hours."""
    offsets = wish.derived if isinstance(deadline.source, Derived) else wish.offsets
    found = (
        Reminder(deadline, offset, _awake(due, deadline, wish))
        for offset in offsets
        if (due := _due(deadline, offset, wish))
    )
    return tuple(sorted(found, key=lambda item: (item.due, -_length(item.offset))))


def falling_due(
    deadlines: Iterable[Deadline], wish: Wish, after: datetime, now: datetime
) -> Iterator[Reminder]:
    """Those due since `after`; without the useless: the deadline passed, or the next one is due too."""
    for deadline in deadlines:
        due = [item for item in reminders_of(deadline, wish) if item.due <= now]
        if due and due[-1].due > after and not is_past(deadline.at, now):
            yield due[-1]


def maybe_due(
    deadlines: Iterable[Deadline],
    offsets: Sequence[Offset],
    derived: Sequence[Offset],
    after: datetime,
    now: datetime,
) -> bool:
    """Whether a reminder could fall due for somebody, in whatever zone."""
    wish = Wish("anybody", tuple(offsets), tuple(derived))
    return any(
        after - FARTHEST < item.due <= now + FARTHEST
        if not item.deadline.has_hour
        else after < item.due <= now
        for deadline in deadlines
        for item in reminders_of(deadline, wish)
    )


def useless_at(reminder: Reminder, wish: Wish) -> datetime:
    """When the next one is due, or else the deadline has passed."""
    later = (item.due for item in reminders_of(reminder.deadline, wish) if item.due > reminder.due)
    return min(later, default=ends_at(reminder.deadline))


def to_come(deadlines: Iterable[Deadline], wish: Wish, now: datetime) -> Iterator[Reminder]:
    for deadline in deadlines:
        yield from (item for item in reminders_of(deadline, wish) if item.due > now)


def is_late(reminder: Reminder, now: datetime) -> bool:
    return now - reminder.due > LATE


def _due(deadline: Deadline, offset: Offset, wish: Wish) -> datetime | None:
    """Days keep the hour on the clock of the deadline's own zone, also over a change of the clocks."""
    if isinstance(deadline.at, datetime):
        if offset.unit == "h":
            return deadline.at.astimezone(UTC) - timedelta(hours=offset.number)
        return (deadline.at - timedelta(days=offset.number)).astimezone(UTC)
    if offset.unit == "h":
        return None
    day = deadline.at - timedelta(days=offset.number)
    return datetime.combine(day, NINE, wish.zone).astimezone(UTC)


def _awake(due: datetime, deadline: Deadline, wish: Wish) -> datetime:
    return wish.quiet.respected(due, ends_at(deadline)) if wish.quiet else due


def _length(offset: Offset) -> int:
    return offset.number * (24 if offset.unit == "d" else 1)
