"""Usher put together: the store, the services, the commands and the one way to call them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.destinations import read_destinations
from bot.event import load_knowledge, read_event
from bot.pdf_pool import open_papers
from bot.settings.model import Settings
from bot.work import Work
from commands.catalogue import COMMANDS, OVERLAYS
from commands.core.clock import Clock
from commands.core.dispatch import Answer, Dispatcher
from commands.core.invocation import Invocation
from commands.core.person import Caller
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from storage import calls
from storage.store import Store, open_store


@dataclass(frozen=True)
class App:
    """What a front end is given."""

    dispatcher: Dispatcher
    store: Store
    settings: Settings
    work: Work = field(default_factory=Work)


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock) -> AsyncIterator[App]:
    """Everything that runs, opened in the order of need and closed in reverse."""
    event = read_event(settings.event)
    knowledge = load_knowledge(settings.event, event)
    destinations = read_destinations(settings.destinations)
    async with open_store(settings.store.url) as store, open_papers(settings.papers) as papers:
        services = Services(event, store, papers, knowledge, destinations)
        rate = RateLimit(settings.limits.burst, settings.limits.seconds)
        live = Live(services, OVERLAYS)
        await live.refresh()
        yield App(Dispatcher(COMMANDS, live, clock, rate, Recorder(store, clock)), store, settings)


@asynccontextmanager
async def warmed_up(app: App) -> AsyncIterator[None]:
    """Meanwhile, learn in a thread what the first question would have to wait for."""
    learning = asyncio.create_task(asyncio.to_thread(app.dispatcher.services.knowledge.prepare))
    yield
    await learning


@dataclass(frozen=True)
class Recorder:
    """Writes each command's outcome to the store, without person, options or content."""

    store: Store
    clock: Clock

    async def __call__(self, caller: Caller, call: Invocation, answer: Answer) -> None:
        record = calls.CallRecord(
            at=self.clock.now(),
            platform=caller.place.platform,
            command=call.name[: calls.NAME_LENGTH],
            outcome=answer.outcome,
            milliseconds=round(answer.seconds * 1000),
        )
        async with self.store.begin() as transaction:
            await calls.add(transaction, record)
