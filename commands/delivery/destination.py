"""Where Usher can speak unasked: a channel, or a person's own direct messages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from commands.core.errors import UserError
from commands.core.person import Caller

Platform = Literal["discord", "slack", "web"]
PlaceKind = Literal["channel", "person"]

IDS: Mapping[Platform, re.Pattern[str]] = {
    "discord": re.compile(r"[0-9]+"),
    "slack": re.compile(r"[A-Z0-9]+"),
}
ORGANISERS = "organisers"  # the group of channels in which organisers are told what needs them


@dataclass(frozen=True)
class Destination:
    """Written `discord:123`, `slack:C01` or `web:announcements` where it is a channel."""

    platform: Platform
    id: str
    place: PlaceKind = "channel"

    @property
    def written(self) -> str:
        return f"{self.platform}:{self.id}"


def channel(written: str) -> Destination:
    """A channel as the settings write it; `UserError` says what is wrong with it."""
    platform, separator, identifier = written.partition(":")
    for known in get_args(Platform):
        if platform == known and separator and identifier.strip():
            return Destination(known, _id(known, identifier.strip()))
    raise UserError(
        f"“{written}” is no channel. Write the platform and the channel's id, "
        "as in discord:123456789012345678 or slack:C0123456789."
    )


def _id(platform: Platform, identifier: str) -> str:
    if (form := IDS.get(platform)) and not form.fullmatch(identifier):
        raise UserError(
            f"“{identifier}” is no channel id. Write the channel's id instead of its name, "
            "as in discord:123456789012345678 or slack:C0123456789."
        )
    return identifier


def direct_messages(caller: Caller) -> Destination:
    """The caller's own; a person's id names the platform and its workspace first, where it has them."""
    platform = caller.place.platform
    if platform == "shell":
        raise UserError("A shell has no direct messages. Run this command on Discord or Slack.")
    return Destination(platform, caller.person.id.rpartition(":")[2], "person")
