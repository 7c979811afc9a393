"""What was said, held in memory, and the browser tabs that look on."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.on_web.people import CHANNELS
from bot.on_web.render import Shown, written
from commands.core.person import Person

MESSAGES = 500  # messages kept over all channels
BEHIND = 1_000  # events a tab may lag before it has to start afresh

USHER = "usher"


@dataclass(frozen=True)
class Message:
    """`only` is the person who alone sees it; `used` the command that it answers and `by` whose it was.

    `key` is the page's own name for a call that still runs; `under` the message that it corrects, 0 for none.
    """

    id: int
    channel: str
    sender: str
    at: datetime
    blocks: tuple[Shown, ...] = ()
    only: str | None = None
    used: str = ""
    by: str = ""
    key: str = ""
    under: int = 0

    def seen_by(self, person: Person) -> bool:
        return CHANNELS[self.channel].open_to(person) and self.only in (None, person.id)

    @property
    def shown(self) -> dict[str, Any]:
        return {**vars(self), "at": written(self.at)}


@dataclass(eq=False)
class Tab:
    """One open page; `lagged` is set when it could not follow."""

    person: Person
    events: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(BEHIND))
    lagged: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, event: dict[str, Any]) -> None:
        try:
            self.events.put_nowait(json.dumps(event))
        except asyncio.QueueFull:
            self.lagged.set()


@dataclass
class Room:
    limit: int = MESSAGES
    tabs: set[Tab] = field(default_factory=set)
    _messages: dict[int, Message] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def next_id(self) -> int:
        return next(self._ids)

    def add(self, message: Message) -> None:
        self._messages[message.id] = message
        self.tell({"type": "message", "message": message.shown}, message.seen_by)
        while len(self._messages) > self.limit:
            self.remove(next(iter(self._messages)))

    def get(self, number: int) -> Message | None:
        return self._messages.get(number)

    def remove(self, number: int) -> None:
        message = self._messages.pop(number, None)
        if message:
            self.tell({"type": "gone", "id": number}, message.seen_by)

    def seen_by(self, person: Person) -> list[dict[str, Any]]:
        return [message.shown for message in self._messages.values() if message.seen_by(person)]

    def tell(self, event: dict[str, Any], may_see: Callable[[Person], bool] = lambda _person: True) -> None:
        for tab in self.tabs:
            if may_see(tab.person):
                tab.tell(event)

    @contextmanager
    def looking(self, person: Person) -> Iterator[Tab]:
        tab = Tab(person)
        self.tabs.add(tab)
        try:
            yield tab
        finally:
            self.tabs.discard(tab)
