"""What the playground's requests share, and all that a page must know to start."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import ShiftedClock
from bot.on_web.describe import described
from bot.on_web.journal import Journal
from bot.on_web.people import PEOPLE, Channel, channels_of
from bot.on_web.receive import UPLOAD_MOST
from bot.on_web.render import Shown, render, written
from bot.on_web.room import USHER, Message, Room
from bot.on_web.shelf import Kept, Shelf
from commands.core.dispatch import Dispatcher
from commands.core.person import Caller, Person, Place
from commands.core.reply import Reply
from commands.core.spool import Content
from commands.event.facts import Derived, Event


@dataclass(frozen=True)
class Playground:
    """`started` tells one run of the server from the next."""

    dispatcher: Dispatcher
    clock: ShiftedClock
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    started: str = field(default_factory=lambda: secrets.token_hex(4))
    room: Room = field(default_factory=Room)
    shelf: Shelf = field(default_factory=Shelf)
    journal: Journal = field(default_factory=Journal)

    @property
    def event(self) -> Event:
        return self.dispatcher.services.event

    def state(self, person: Person) -> dict[str, Any]:
        """Everything that this person may see."""
        caller = Caller(person, Place("web", ""))
        return {
            "type": "state",
            "token": self.token,
            "started": self.started,
            "event": self.event.name,
            "person": person.id,
            "people": [{"id": known.id, "name": known.name} for known in PEOPLE.values()],
            "channels": [_channel(channel) for channel in channels_of(person)],
            "commands": [described(command, self.event) for command in self.dispatcher.permitted(caller)],
            "messages": self.room.seen_by(person),
            "calls": self.journal.seen_by(person),
            "clock": self.time(),
            "deadlines": self._deadlines(),
            "upload_most": UPLOAD_MOST,
        }

    def time(self) -> dict[str, Any]:
        return {"now": written(self.clock.now()), "real": self.clock.is_real}

    def set_time(self, at: datetime | None) -> None:
        self.clock.set(at)
        self.room.tell({"type": "clock", "clock": self.time()})

    def say(self, person: Person, channel: str, text: str) -> None:
        said: Shown = {"type": "paragraph", "said": [{"type": "plain", "text": text}]}
        self.room.add(Message(self.room.next_id(), channel, person.id, self.clock.now(), (said,)))

    def reply(self, caller: Caller, reply: Reply, used: str, *, private: bool) -> None:
        owner = caller.person.id if private else None
        channel = caller.place.channel

        def keep(name: str, content: Content, media_type: str) -> str:
            return self.shelf.put(Kept(name, content, media_type, channel, owner))

        blocks = tuple(render(reply, keep))
        number, now, by = self.room.next_id(), self.clock.now(), caller.person.id
        self.room.add(Message(number, channel, USHER, now, blocks, owner, used, by))

    def _deadlines(self) -> list[Shown]:
        """The dates that the banner counts to; derived ones are advice about another."""
        official = (item for item in self.event.deadlines if not isinstance(item.source, Derived))
        return [{"title": item.title, "at": written(item.at)} for item in official]


def _channel(channel: Channel) -> Shown:
    return {"name": channel.name, "about": channel.about, "closed": channel.organisers_only}
