"""What a command may ask about delivery before anything is sent."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from commands.core.reply import Copy
from commands.delivery.destination import Destination, Platform
from commands.delivery.post import Post


class Postman(Protocol):
    async def problems(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        """Why Usher may not post there, in words for an organiser; empty when all is well."""
        ...

    async def names(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        """What people there call a channel; one that is not known is left out."""
        ...

    def copies(self, post: Post, platform: Platform, /) -> Sequence[Copy]:
        """The messages that the post takes there, as they will look."""
        ...


class Nowhere:
    """No platform runs, so there is nothing to object."""

    async def problems(self, _to: Sequence[Destination], /) -> Mapping[Destination, str]:
        return {}

    async def names(self, _to: Sequence[Destination], /) -> Mapping[Destination, str]:
        return {}

    def copies(self, post: Post, _platform: Platform, /) -> Sequence[Copy]:
        return (Copy(post.shown.blocks),)
