"""What the organisers are told when a delivery has ended, through the same outbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commands.core.clock import Clock
from commands.core.reply import Reply
from commands.delivery.destination import ORGANISERS, Destination
from commands.delivery.names import known
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.post import Post
from commands.delivery.told import tell_how_it_ended, unsettled
from storage.claims import Claim
from storage.outbox import State
from storage.store import Transaction

SUMMED_UP = ("announcement", "correction")  # the kinds of which organisers want to know how they ended


@dataclass(frozen=True)
class Telling:
    """An `Ended`; `destinations` are the groups of channels as they are now."""

    destinations: Callable[[], Mapping[str, tuple[Destination, ...]]]
    clock: Clock

    async def __call__(self, transaction: Transaction, claim: Claim, state: State, link: str) -> None:
        """A card for what only a person can see, and a summary once a whole announcement is through."""
        post = read_post(claim.body)
        if state == "uncertain" and claim.kind != "notice":
            called = await known(transaction, [claim.target])
            told = unsettled(post, claim.delivery, claim.target, link, called)
            mark = claim.attempt.mark if claim.attempt else ""
            await self._notice(transaction, told, f"uncertain:{mark}")
        if claim.kind in SUMMED_UP:
            await tell_how_it_ended(transaction, claim.message, post, self._organisers, self.clock.now())

    @property
    def _organisers(self) -> tuple[Destination, ...]:
        return self.destinations().get(ORGANISERS, ())

    async def _notice(self, transaction: Transaction, reply: Reply, key: str) -> None:
        now = self.clock.now()
        if self._organisers:
            await hand_over(transaction, Outgoing("notice", Post(reply), self._organisers, now, key), now)
