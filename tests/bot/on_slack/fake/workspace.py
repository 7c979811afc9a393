"""A workspace's state: who is there, what was posted, which dialogs are open."""

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.bot.on_slack.fake.blocks import texts

TEAM, BOT_TOKEN, APP_TOKEN, SECRET = "T1", "xoxb-fake", "xapp-fake", "shh-shh-shh"
ADA, GRACE, ME = "U0ADA", "U0GRACE", "U0USHER"
CHANNEL = "C0GENERAL"
TRIGGER_SECONDS = 3.0
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)


def user(name: str, *, zone: str, admin: bool = False) -> dict[str, Any]:
    return {
        "name": name.lower(),
        "real_name": name,
        "team_id": TEAM,
        "tz": zone,
        "is_admin": admin,
        "is_owner": False,
        "profile": {"display_name": ""},
    }


@dataclass(frozen=True)
class Posted:
    """A message as somebody sees it; `reader` is set when it is for one person alone."""

    channel: str
    text: str
    blocks: list[dict[str, Any]]
    reader: str | None = None
    ts: str = ""
    thread: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    user: str = ME
    is_broadcast: bool = False

    @property
    def said(self) -> str:
        return "\n".join(texts(self.blocks))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        rows = (block["elements"] for block in self.blocks if block["type"] == "actions")
        return [button for row in rows for button in row]


@dataclass
class Shared:
    """A file at Slack; `channel` is where it was shared."""

    id: str
    name: str
    content: bytes = b""
    channel: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Workspace:
    users: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            ADA: user("Ada", zone="America/Vancouver"),
            GRACE: user("Grace", zone="Europe/Vienna", admin=True),
        }
    )
    members: set[str] = field(default_factory=lambda: {CHANNEL})
    posted: list[Posted] = field(default_factory=list)
    files: dict[str, Shared] = field(default_factory=dict)
    triggers: dict[str, float] = field(default_factory=dict)
    exchanged: set[str] = field(default_factory=set)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    hooks: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    slow_channels: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    takes_sockets: bool = True
    fixed: bool = False
    faults: list[str] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def next_ts(self) -> str:
        """A message's time, which is its name."""
        return f"{int(time.time())}.{next(self.numbers):06}"

    def next_id(self, kind: str) -> str:
        return f"{kind}{next(self.numbers):08}"

    def new_trigger(self, now: float) -> str:
        trigger = self.next_id("trigger.")
        self.triggers[trigger] = now + TRIGGER_SECONDS
        return trigger
