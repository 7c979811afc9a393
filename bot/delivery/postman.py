"""What can be known of a post before it is sent: whether it may be, and how many messages it takes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.delivery.absent import Absent
from bot.delivery.sender import Later, Refused, Sender, Unanswered
from commands.core.reply import Copy
from commands.delivery.destination import Destination, Platform
from commands.delivery.post import Post
from storage.outbox import Target

UNKNOWN = "{platform} does not answer, so whether Usher may post there is not known"


@dataclass
class SendersPostman:
    """A `Postman` that asks the senders which deliver now."""

    senders: Mapping[Platform, Sender[Any]] = field(default_factory=dict)

    async def problems(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        """Every place is asked about at once."""
        found = await asyncio.gather(*(self._problem(each) for each in to))
        return {each: problem for each, problem in zip(to, found, strict=True) if problem}

    async def names(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        """What a platform does not tell now is not worth an error."""
        found = await asyncio.gather(*(self._name(each) for each in to))
        return {each: name for each, name in zip(to, found, strict=True) if name}

    def copies(self, post: Post, platform: Platform, /) -> Sequence[Copy]:
        """Each platform's library is loaded only for those who announce there."""
        if platform == "discord":
            from bot.delivery.discord import copies  # noqa: PLC0415 - see above

            return copies(post)
        if platform == "slack":
            from bot.delivery.slack import copies  # noqa: PLC0415 - see above

            return copies(post)
        return (Copy(post.shown.blocks),)

    async def _problem(self, to: Destination) -> str:
        try:
            return await self._sender(to.platform).problem(Target(to.platform, to.place, to.id))
        except Refused as error:
            return error.detail or error.reason
        except (Later, Unanswered):
            return UNKNOWN.format(platform=to.platform.capitalize())

    async def _name(self, to: Destination) -> str:
        try:
            return await self._sender(to.platform).name(Target(to.platform, to.place, to.id))
        except (Refused, Later, Unanswered):
            return ""

    def _sender(self, platform: Platform) -> Sender[Any]:
        return self.senders.get(platform) or Absent(platform.capitalize())
