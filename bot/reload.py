"""New facts of the event while Usher runs: read whole or not at all, with what they change told."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.app import App
from bot.event import load_knowledge, read_event
from bot.facts import Facts, difference, facts_of
from bot.hang_up import hearing_hang_ups
from bot.learning import learn
from bot.meanwhile import meanwhile
from bot.settings.load import load_settings
from bot.settings.model import EventSettings
from commands.core.errors import UserError
from commands.live import Live
from storage import kept
from storage.errors import StoreError
from storage.store import Store

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds between two looks at whether somebody ran `usher reload`
ASKED, IN_EFFECT = "reload", "facts in effect"  # names under which the store keeps both
NOTHING_RUNS = "`usher run` was never started on this store, so there is nothing to reload."


async def ask_for_reload(store: Store, settings: EventSettings) -> Sequence[str]:
    """Have every process on this store read its settings anew; gives what that changes."""
    async with store.begin() as transaction:
        known = await kept.read(transaction, IN_EFFECT)
        if known is None:
            raise UserError(NOTHING_RUNS)
        changes = difference(json.loads(known), facts_of(settings))
        if changes:
            await kept.count_up(transaction, ASKED)
    return changes


@dataclass
class Reloader:
    """Keeps one process's facts those of its settings file; what was `heard` last is `answered` once read."""

    config: Path | None
    live: Live
    store: Store
    facts: Facts
    heard: str | None = None
    answered: str | None = None

    async def reload(self) -> None:
        """Take over what the settings say now; settings that are wrong in anything change nothing."""
        try:
            settings = load_settings(self.config).event
            facts = facts_of(settings)
            event = read_event(settings, self.live.base.destinations)
            knowledge = load_knowledge(settings, event)
        except (UserError, OSError) as error:
            log.error("a reload was refused, so nothing has changed: %s", error)  # noqa: TRY400 - no bug
            return
        await learn(knowledge)
        await self.live.replace_facts(event, knowledge)
        changes, self.facts = difference(self.facts, facts), facts
        await self.tell()
        log.warning("the settings were read anew: %s", "; ".join(changes) or "nothing has changed")

    async def tell(self) -> None:
        """Say in the store what is in effect, for `usher reload` to compare with."""
        async with self.store.begin() as transaction:
            await kept.write(transaction, IN_EFFECT, json.dumps(dict(self.facts)))

    async def watch(self, hung_up: asyncio.Event) -> None:
        """Reload, until cancelled, whenever a SIGHUP or `usher reload` asks for it."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(hung_up.wait(), LOOK_EVERY)
            try:
                if hung_up.is_set() or await self._is_asked():
                    hung_up.clear()
                    await self.reload()
                    self.answered = self.heard
            except StoreError:
                log.exception("the store could not tell whether to read the settings anew")

    async def _is_asked(self) -> bool:
        """Whoever asks while the settings are read, which takes seconds, is heard at the next look."""
        await self.listen()
        return self.heard != self.answered

    def is_behind(self) -> bool:
        """Whether the settings changed since they were read, as while the process started."""
        try:
            return facts_of(load_settings(self.config).event) != self.facts
        except (UserError, OSError):
            return True  # reading them tells what is wrong

    async def listen(self) -> None:
        async with self.store.reading() as transaction:
            self.heard = await kept.read(transaction, ASKED)


@asynccontextmanager
async def reloading(app: App, config: Path | None, *, heeds_hang_ups: bool = True) -> AsyncIterator[None]:
    """Follow the settings' facts until the block is left."""
    hung_up = asyncio.Event()
    reloader = Reloader(config, app.dispatcher.live, app.store, app.facts)
    await reloader.listen()
    reloader.answered = reloader.heard
    await reloader.tell()
    if reloader.is_behind():
        hung_up.set()
    async with meanwhile(partial(reloader.watch, hung_up)):
        loop = asyncio.get_running_loop()
        with hearing_hang_ups(loop, hung_up.set) if heeds_hang_ups else nullcontext():
            yield
