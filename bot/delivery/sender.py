"""How a platform sends, edits and removes, and in which few ways that can go wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from commands.delivery.post import Post
from storage.outbox import Target
from storage.parts import Attempt

Reason = Literal[
    "no access",
    "channel gone",
    "too long",
    "rate limited",
    "platform down",
    "refused",
    "removed there",
    "not set up",
    "unanswered",
    "too late",
]
MOST_PARTS = 25  # messages of one post; what takes more is no announcement
UNCUT = 1_000  # messages: no renderer may leave words of a post to a file
LOOKED_THROUGH = 1_000  # messages of a channel's history

Content = TypeVar("Content")


class Refused(Exception):
    """It was not done, and trying again would not help; `code` is the platform's own for it."""

    def __init__(self, reason: Reason, detail: str = "", code: int | str = 0) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.code = reason, detail, code


class Later(Exception):
    """It was not done, and may be in so many `seconds`; None where the platform names none."""

    def __init__(self, reason: Reason, detail: str = "", seconds: float | None = None) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.seconds = reason, detail, seconds


class Unanswered(Exception):
    """It was done, or not: the answer did not come."""


class Gone(Exception):
    """The message is not there any more."""


class Fixed(Exception):
    """The message is there, but the platform does not let it be changed or removed."""


class CannotTell(Exception):
    """Whether a message is there can't be seen by Usher."""


@dataclass(frozen=True)
class Spot(Generic[Content]):
    """A part on its way: where to, the note of its attempt, and the messages that it belongs under.

    `first` is the post's first message, `under` the one that it corrects, and stands under for all to see. Of
    a revision that is not wanted any more there is no `content`. `known` are accounted for.
    """

    target: Target
    content: Content | None
    attempt: Attempt
    mentions: tuple[str, ...] = ()
    first: str = ""
    under: str = ""
    known: frozenset[str] = frozenset()


class Sender(Protocol[Content]):
    """One platform. A message's remote id is whatever lets the platform find it again."""

    def split(self, post: Post) -> Sequence[Content]:
        """The post as the platform's messages."""
        ...

    def digest(self, content: Content) -> str:
        """The same for every message that reads the same."""
        ...

    async def turn(self, target: Target, action: Literal["send", "edit", "remove"]) -> None:
        """Wait until the platform's limits allow it."""
        ...

    async def publishes(self, target: Target) -> bool:
        """Whether what is sent there is to be published to other servers."""
        ...

    async def send(self, spot: Spot[Content]) -> str:
        """The new message's remote id."""
        ...

    async def find(self, spot: Spot[Content]) -> str | None:
        """The remote id of what was attempted; None where it is not there, or can't get there twice."""
        ...

    async def edit(self, remote: str, content: Content) -> None: ...

    async def remove(self, remote: str) -> None: ...

    async def publish(self, remote: str) -> None: ...

    async def problem(self, target: Target) -> str:
        """Why nothing can be sent there, in words for an organiser; empty where all is well."""
        ...

    async def name(self, target: Target) -> str:
        """What people there call the channel."""
        ...

    async def link(self, target: Target) -> str:
        """An address that opens the place; empty where there is none."""
        ...
