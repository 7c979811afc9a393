"""What the organisers are told when a delivery has ended, through the same outbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commands.core.clock import Clock
from commands.core.reply import Reply
from commands.delivery.destination import ORGANISERS, Destination
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.post import Post
from commands.delivery.told import summary, unsettled
from storage import claims, outbox
from storage.claims import Claim
from storage.outbox import State
from storage.store import Transaction


@dataclass(frozen=True)
class Telling:
    """An `Ended`; `destinations` are the groups of channels as they are now."""

    destinations: Callable[[], Mapping[str, tuple[Destination, ...]]]
    clock: Clock

    async def __call__(self, transaction: Transaction, claim: Claim, state: State, link: str) -> None:
        """A card for what only a person can see, and a summary once a whole announcement is through."""
        post = read_post(claim.body)
        if state == "uncertain" and claim.kind != "notice":
            told = unsettled(post, claim.delivery, claim.target, link)
            mark = claim.attempt.mark if claim.attempt else ""
            await self._notice(transaction, told, f"uncertain:{mark}")
        if claim.kind == "announcement" and await claims.close_message(transaction, claim.message):
            outcomes = await outbox.outcomes(transaction, claim.message)
            await self._notice(transaction, summary(post, outcomes))

    async def _notice(self, transaction: Transaction, reply: Reply, key: str | None = None) -> None:
        organisers, now = self.destinations().get(ORGANISERS, ()), self.clock.now()
        if organisers:
            await hand_over(transaction, Outgoing("notice", Post(reply), organisers, now, key), now)
