"""Brings each delivery to what is wanted of it, and knows what to do about each way in which that fails."""

import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.delivery.sender import CannotTell, Later, Reason, Refused, Sender, Unanswered
from bot.delivery.steps import Lost, Steps
from commands.core.clock import Clock
from commands.delivery.plan import pause
from storage import claims
from storage.claims import Claim
from storage.outbox import State
from storage.store import Store, Transaction

log = logging.getLogger(__name__)

MOST_TRIES = 60  # about four hours of a platform that is down
SETTLING = 10.0  # seconds that a platform has to finish what it did not answer

Failpoint = Callable[[str], None]
"""Told of every step, so that a test can end the process there."""

Ended = Callable[[Transaction, Claim, State, str], Awaitable[None]]
"""Told, in the unit of work that ends a delivery, how it ended, and an address to look at."""


def onward(_step: str) -> None:
    """Go on."""


@dataclass(frozen=True)
class Courier:
    """Carries out one platform's deliveries; `chance` spreads what is tried again."""

    store: Store
    clock: Clock
    sender: Sender[Any]
    ended: Ended
    reached: Failpoint = onward
    settling: float = SETTLING
    chance: random.Random = field(default_factory=random.Random)

    async def deliver(self, claim: Claim) -> None:
        """Go on until it is done, put off or given up; `StoreError` leaves it to whoever claims it next."""
        steps = Steps(self.store, self.clock, self.sender, self.reached, claim)
        try:
            await self._carry_out(steps)
        except Lost:
            log.info("delivery %s is in other hands", claim.delivery)
        except Refused as error:
            await self._give_up(steps.claim, "failed", error.reason, error.detail)
        except CannotTell:
            await self._give_up(steps.claim, "uncertain", "unanswered")
        except Later as error:
            await self._put_off(steps.claim, error)
        except Unanswered:
            await self._put_off(steps.claim, Later("unanswered"), self.settling)

    async def _carry_out(self, steps: Steps) -> None:
        claim, now = steps.claim, self.clock.now()
        begun = claim.parts or claim.attempt
        if claim.useless_at and claim.useless_at <= now and not begun:
            await self._give_up(claim, "cancelled", "too late")
            return
        await steps.run()
        async with self.store.begin() as transaction:
            state = await claims.finish(transaction, steps.claim, self.clock.now())
            if state and state != "planned":
                await self.ended(transaction, steps.claim, state, "")
            self.reached("finishing")
        self.reached("finished")

    async def _put_off(self, claim: Claim, error: Later, least: float = 0.0) -> None:
        """A rate limit is no failure, however often it is met."""
        tries = claim.attempts + (error.reason != "rate limited")
        if tries >= MOST_TRIES:
            await self._give_up(claim, "uncertain" if claim.attempt else "failed", error.reason, error.detail)
            return
        now = self.clock.now()
        wait = pause(claim.attempts, error.seconds, self.chance.random())
        again = now + max(wait, timedelta(seconds=least))
        detail = f"{error.detail}; " if error.detail else ""
        why = (error.reason, f"{detail}next try at {again:%H:%M:%S} UTC")
        async with self.store.begin() as transaction:
            await claims.put_off(transaction, replace(claim, attempts=tries), why, again, now)
        self.reached("put off")

    async def _give_up(self, claim: Claim, state: State, reason: Reason, detail: str = "") -> None:
        link = await self._link(claim) if state == "uncertain" else ""
        async with self.store.begin() as transaction:
            if await claims.give_up(transaction, claim, state, (reason, detail), self.clock.now()):
                await self.ended(transaction, claim, state, link)
            self.reached("giving up")
        self.reached("given up")

    async def _link(self, claim: Claim) -> str:
        try:
            return await self.sender.link(claim.target)
        except (Later, Refused, Unanswered):
            return ""
