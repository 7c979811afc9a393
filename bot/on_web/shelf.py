"""Pictures and files of replies, held until newer ones need the room."""

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from commands.core.spool import Content

ROOM = 64 * 1024 * 1024  # bytes kept in all


@dataclass(frozen=True)
class Kept:
    """`owner` is the person who alone may fetch it; without one, whoever may read the channel."""

    name: str
    content: Content
    media_type: str
    channel: str
    owner: str | None


@dataclass
class Shelf:
    room: int = ROOM
    _kept: dict[str, Kept] = field(default_factory=dict)

    def put(self, item: Kept) -> str:
        """The path under which it can be fetched; the oldest make room."""
        key = secrets.token_urlsafe(16)
        self._kept[key] = item
        while len(self._kept) > 1 and sum(len(kept.content) for kept in self._kept.values()) > self.room:
            del self._kept[next(iter(self._kept))]
        return f"/files/{key}/{quote(item.name, safe='')}"

    def get(self, key: str) -> Kept | None:
        return self._kept.get(key)
