"""The facts as they stand now: the settings' own, and what organisers changed since."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from commands.ask.knowledge import Knowledge
from commands.event.facts import Event
from commands.services import Services
from storage import kept
from storage.errors import StoreError
from storage.store import Transaction

log = logging.getLogger(__name__)

Overlay = Callable[[Transaction, Services], Awaitable[Services]]
"""Lays what the store holds (moved deadlines, organisers' answers) over the settings' facts."""

CHANGES = "facts"  # the name under which the store counts the changes


async def changed(transaction: Transaction) -> None:
    """Say, in the unit of work that changed a fact, that every process must read them anew."""
    await kept.count_up(transaction, CHANGES)


@dataclass
class Live:
    """`services` are as of the last look; `refresh` looks again and is cheap where nothing changed.

    `replaced` is set when the settings' own facts are others; whoever depends on them clears it.
    """

    base: Services
    overlays: Sequence[Overlay] = ()
    services: Services = field(init=False)
    replaced: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: str | None = None

    def __post_init__(self) -> None:
        self.services = self.base

    async def refresh(self) -> Services:
        """A store that is not there leaves the facts as they were last known."""
        try:
            async with self.base.store.reading() as transaction:
                await self._read(transaction)
        except StoreError:
            log.exception("the facts could not be read anew")
        return self.services

    async def replace_facts(self, event: Event, knowledge: Knowledge) -> None:
        """Take over other settings; what organisers changed is laid over them again."""
        self.base = replace(self.base, event=event, knowledge=knowledge)
        self._seen = None
        await self.refresh()
        self.replaced.set()

    async def _read(self, transaction: Transaction) -> None:
        now = await kept.read(transaction, CHANGES) or ""
        if now == self._seen:
            return
        services = self.base
        for overlay in self.overlays:
            services = await overlay(transaction, services)
        self.services, self._seen = services, now
