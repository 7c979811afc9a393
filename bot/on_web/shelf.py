"""Pictures and files of replies, held until newer ones need the room."""

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from commands.core.spool import Content

ROOM = 64 * 1024 * 1024  # bytes kept in all
MOST = 200  # kept at once, since each may be an open file


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
        while len(self._kept) > 1 and self._is_full:
            del self._kept[next(iter(self._kept))]
        return f"/files/{key}/{quote(item.name, safe='')}"

    @property
    def _is_full(self) -> bool:
        held = sum(len(kept.content) for kept in self._kept.values())
        return held > self.room or len(self._kept) > MOST

    def get(self, key: str) -> Kept | None:
        return self._kept.get(key)
