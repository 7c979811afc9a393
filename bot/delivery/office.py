"""Looks for what is due, and hands it to the platforms' couriers, each at its own pace."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from bot.delivery.courier import Courier
from bot.work import Work
from commands.core.clock import Clock
from commands.core.request import request
from commands.delivery.destination import Platform
from storage import claims
from storage.claims import Claim, Grip, Wish
from storage.errors import StoreError
from storage.store import Store

log = logging.getLogger(__name__)

POLL = 1.0  # seconds between two looks, where nobody in this process says that there is something
LEASE = 30.0  # seconds after which another process takes over what this one had in hand
IN_HAND = 20  # deliveries of a platform at a time


@dataclass
class Lane:
    """A platform's courier, and what it has in hand."""

    platform: str
    courier: Courier
    grip: Grip
    work: Work
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    in_hand: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                await self.awake.wait()
                self.awake.clear()
                for claim in await self._claim():
                    self.courier.reached("claimed")
                    self.in_hand[claim.delivery] = group.create_task(self._carry(claim))

    async def _claim(self) -> tuple[Claim, ...]:
        """Nothing new while the process is about to stop."""
        room = IN_HAND - len(self.in_hand)
        if not room or self.work.closing:
            return ()
        wish, now = Wish(self.platform, room), self.courier.clock.now()
        try:
            async with self.courier.store.begin() as transaction:
                return await claims.claim(transaction, self.grip, wish, now, set(self.in_hand))
        except StoreError:
            log.exception("nothing could be claimed")
            return ()

    async def _carry(self, claim: Claim) -> None:
        """What a broken store or a bug leaves behind is taken up again when its lease is over."""
        try:
            with request(claim.request), self.work.underway():
                await self.courier.deliver(claim)
        except Exception:
            log.exception("delivery %s stopped midway", claim.delivery)
        finally:
            del self.in_hand[claim.delivery]
            if len(self.in_hand) <= IN_HAND // 2:
                self.awake.set()


@dataclass
class Office:
    """All lanes of one process; `poll` and `lease` are seconds."""

    store: Store
    clock: Clock
    couriers: Mapping[Platform, Courier]
    work: Work
    poll: float = POLL
    lease: float = LEASE

    async def run(self) -> None:
        """Until cancelled."""
        grip = Grip(secrets.token_hex(16), timedelta(seconds=self.lease))
        lanes: dict[str, Lane] = {
            name: Lane(name, courier, grip, self.work) for name, courier in self.couriers.items()
        }
        async with asyncio.TaskGroup() as group:
            for lane in lanes.values():
                group.create_task(lane.run())
            while True:
                for platform in await self._due(grip):
                    lanes[platform].awake.set()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.store.outbox_changed.wait(), self.poll)
                self.store.outbox_changed.clear()

    async def _due(self, grip: Grip) -> frozenset[str]:
        try:
            async with self.store.reading() as transaction:
                return await claims.due_platforms(transaction, grip.lasts, self.clock.now())
        except StoreError:
            log.exception("the outbox could not be read")
            return frozenset()
