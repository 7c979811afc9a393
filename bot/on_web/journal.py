"""The calls as the log panel shows them."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.on_web.render import written
from commands.core.person import Person
from storage.calls import CallRecord

CALLS = 200  # calls the panel can look back on


@dataclass(frozen=True)
class Entry:
    """`written` is the call with its options, `command` without; `by` is empty for a call from the store."""

    at: datetime
    by: str
    command: str
    written: str
    outcome: str
    milliseconds: int
    earlier: bool = False

    def shown_to(self, person: Person) -> dict[str, Any]:
        """What a person typed as options is shown to that person alone."""
        call = self.written if person.id == self.by else f"/{self.command}"
        return {
            "at": written(self.at),
            "by": self.by,
            "call": call,
            "outcome": self.outcome,
            "milliseconds": self.milliseconds,
            "earlier": self.earlier,
        }


def from_store(record: CallRecord) -> Entry:
    name = f"/{record.command}"
    return Entry(record.at, "", record.command, name, record.outcome, record.milliseconds, earlier=True)


@dataclass
class Journal:
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=CALLS))

    def seen_by(self, person: Person) -> list[dict[str, Any]]:
        return [entry.shown_to(person) for entry in self.entries]
