"""Which channels want reminders, each in one group only."""

from collections.abc import Iterator
from dataclasses import dataclass

from commands.deadline.rules import Wish
from commands.delivery.destination import Destination, Platform
from commands.services import Services


@dataclass(frozen=True)
class Audience:
    """A group's channels on one platform; `name` is what the keys of its reminders end with."""

    wish: Wish
    platform: Platform
    to: tuple[Destination, ...]

    @property
    def name(self) -> str:
        return f"{self.wish.name}/{self.platform}"


def audiences(services: Services) -> Iterator[Audience]:
    """A channel in several groups is reminded by the first alone."""
    taken: set[Destination] = set()
    for wish in services.reminders.groups:
        free = [to for to in services.destinations.get(wish.name, ()) if to not in taken]
        taken.update(free)
        for platform in dict.fromkeys(to.platform for to in free):
            yield Audience(wish, platform, tuple(to for to in free if to.platform == platform))
