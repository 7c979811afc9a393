"""What can be known of a post before it is sent: whether it may be, and how many messages it takes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.delivery.absent import Absent
from bot.delivery.sender import Later, Refused, Sender, Unanswered
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

    def parts(self, post: Post, platform: Platform, /) -> int:
        return len(self._sender(platform).split(post))

    async def _problem(self, to: Destination) -> str:
        try:
            return await self._sender(to.platform).problem(Target(to.platform, to.place, to.id))
        except Refused as error:
            return error.detail or error.reason
        except (Later, Unanswered):
            return UNKNOWN.format(platform=to.platform.capitalize())

    def _sender(self, platform: Platform) -> Sender[Any]:
        return self.senders.get(platform) or Absent(platform.capitalize())
