"""What a command may ask about delivery before anything is sent."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from commands.delivery.destination import Destination, Platform
from commands.delivery.post import Post


class Postman(Protocol):
    async def problems(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        """Why Usher may not post there, in words for an organiser; empty when all is well."""
        ...

    def parts(self, post: Post, platform: Platform, /) -> int:
        """How many messages the post takes there."""
        ...


class Nowhere:
    """No platform runs, so there is nothing to object."""

    async def problems(self, _to: Sequence[Destination], /) -> Mapping[Destination, str]:
        return {}

    def parts(self, _post: Post, _platform: Platform, /) -> int:
        return 1
