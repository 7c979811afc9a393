"""Usher put together: the store, the services, the commands and the one way to call them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.delivery.postman import SendersPostman
from bot.facts import Facts
from bot.learning import learn
from bot.measured import MeasuredPapers
from bot.metrics import Metrics
from bot.pdf_pool import open_papers
from bot.pictures import open_pictures
from bot.plan import read_plan
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

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class App:
    """What a front end is given."""

    dispatcher: Dispatcher
    store: Store
    settings: Settings
    work: Work = field(default_factory=Work)
    metrics: Metrics = field(default_factory=Metrics)
    postman: SendersPostman = field(default_factory=SendersPostman)
    facts: Facts = field(default_factory=dict)


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock) -> AsyncIterator[App]:
    """Everything that runs, opened in the order of need and closed in reverse."""
    plan = read_plan(settings)
    metrics, postman = Metrics(), SendersPostman()
    async with (
        open_store(settings.store.url) as store,
        open_papers(settings.papers) as papers,
        open_pictures() as pictures,
    ):
        measured = MeasuredPapers(papers, metrics, clock)
        services = Services(
            plan.event,
            store,
            measured,
            plan.knowledge,
            plan.destinations,
            postman,
            metrics.came_out,
            reminders=plan.reminders,
            pictures=pictures,
        )
        rate = RateLimit(settings.limits.burst, settings.limits.seconds)
        live = Live(services, OVERLAYS)
        facts = plan.facts
        del plan, services  # or this frame would hold what a reload replaced, for good
        await live.refresh()
        channels = RateLimit(settings.limits.channel_burst, settings.limits.seconds)
        dispatcher = Dispatcher(COMMANDS, live, clock, rate, Recorder(store, clock, metrics), channels)
        yield App(dispatcher, store, settings, metrics=metrics, postman=postman, facts=facts)


@asynccontextmanager
async def warmed_up(app: App) -> AsyncIterator[None]:
    """Meanwhile, learn in a thread what the first question would have to wait for."""
    learning = asyncio.create_task(learn(app.dispatcher.services.knowledge))
    yield
    await learning


@dataclass(frozen=True)
class Recorder:
    """Tells each command's outcome to metrics, log and store, without person, options or content."""

    store: Store
    clock: Clock
    metrics: Metrics = field(default_factory=Metrics)

    async def __call__(self, caller: Caller, call: Invocation, answer: Answer) -> None:
        platform = caller.place.platform
        self.metrics.answered(platform, call.name, answer.outcome, answer.seconds)
        log.info("%s: %s on %s, %.3f s", call.name, answer.outcome, platform, answer.seconds)
        record = calls.CallRecord(
            at=self.clock.now(),
            platform=platform,
            command=call.name,
            outcome=answer.outcome,
            milliseconds=round(answer.seconds * 1000),
        )
        async with self.store.begin() as transaction:
            await calls.add(transaction, record)
