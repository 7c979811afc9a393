"""Who is reminded when: how long before a deadline, and at which hours not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal

from commands.core.errors import UserError

JUST_BEFORE = timedelta(minutes=5)  # how long before quiet hours begin what may not wait for their end
_OFFSET = re.compile(r"(\d{1,3})\s*([dh])")


@dataclass(frozen=True)
class Offset:
    """So many days before by the calendar, or hours by the clock."""

    number: int
    unit: Literal["d", "h"]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"

    @property
    def before(self) -> str:
        """14 days before, 1 day before, 3 hours before, on the day."""
        if not self.number:
            return "on the day" if self.unit == "d" else "at the hour"
        unit = "day" if self.unit == "d" else "hour"
        return f"{self.number} {unit}{'' if self.number == 1 else 's'} before"

    @classmethod
    def read(cls, said: str) -> "Offset":
        match = _OFFSET.fullmatch(said.strip())
        if match is None:
            raise UserError(f"“{said}” is no time before a deadline. Write days or hours: 7 d, 3 h.")
        return cls(int(match[1]), "d" if match[2] == "d" else "h")


def read_offsets(said: Sequence[str]) -> tuple[Offset, ...]:
    return tuple(dict.fromkeys(Offset.read(item) for item in said))


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in which nobody is to be woken; `end` may lie on the next day."""

    start: time
    end: time
    zone: tzinfo

    def covers(self, at: datetime) -> bool:
        hour = at.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def respected(self, at: datetime, until: datetime) -> datetime:
        """The end of the quiet hours, or just before them where their end lies past `until`."""
        if not self.covers(at):
            return at
        local = at.astimezone(self.zone)
        end = self._on(local, self.end, days=int(local.time() >= self.end), fold=local.fold)
        if end < until:
            return end
        days = -int(local.time() < self.start)
        start = self._on(local, self.start, days, fold=0)
        return min(start, self._on(local, self.start, days, fold=1)) - JUST_BEFORE

    def _on(self, local: datetime, hour: time, days: int, fold: int) -> datetime:
        """An hour on the local clock; `fold` chooses where a change of the clocks skips or repeats it."""
        day = local.date() + timedelta(days=days)
        return datetime.combine(day, hour.replace(fold=fold), self.zone).astimezone(UTC)


@dataclass(frozen=True)
class Wish:
    """Reminders that somebody wants; `name` tells whose they are: a group of channels, or a zone of people.

    `zone` is where a date without an hour begins at nine; `derived` are the offsets of derived dates.
    """

    name: str
    offsets: tuple[Offset, ...]
    derived: tuple[Offset, ...] = ()
    zone: tzinfo = UTC
    quiet: Quiet | None = None


@dataclass(frozen=True)
class ReminderRules:
    """What the settings say: the groups of channels that want reminders, and what `remind me` gives."""

    groups: tuple[Wish, ...] = ()
    personal: tuple[Offset, ...] = ()
    derived: tuple[Offset, ...] = ()

    def of_person(self, zone: tzinfo) -> Wish:
        return Wish("person", self.personal, self.derived, zone)
