"""Who calls, and from where."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import Enum
from typing import Literal


class Permission(Enum):
    EVERYONE = "everyone"
    ORGANISER = "organiser"


@dataclass(frozen=True)
class Person:
    """`id` is unique on its platform; `zone` is the person's own, where the platform tells it."""

    id: str
    name: str
    permissions: frozenset[Permission] = frozenset({Permission.EVERYONE})
    zone: tzinfo = UTC

    @property
    def known_zone(self) -> tzinfo | None:
        """None where the platform tells none, so that an hour without a zone would be a guess."""
        return None if self.zone is UTC else self.zone


@dataclass(frozen=True)
class Place:
    platform: Literal["web", "discord", "slack", "shell"]
    channel: str
    thread: str = ""


@dataclass(frozen=True)
class Caller:
    person: Person
    place: Place
