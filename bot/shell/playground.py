"""`usher playground`: Usher in a browser, until it is stopped."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.app import App, open_app, warmed_up
from bot.clock import ShiftedClock
from bot.logs import start_logging
from bot.on_web.server import open_playground
from bot.season import reminding
from bot.settings.load import load_settings
from bot.settings.model import Settings, StoreSettings
from bot.shell.options import ConfigFile
from bot.shell.process import give_memory_back, log_the_unforeseen, stop_signal
from commands.deadline.season import opening_day
from commands.event.facts import Deadline, Event
from commands.event.quotation import Quotation

Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Where to serve; a busy port gives way to the next free one."),
]

Beside = Callable[[App], AbstractAsyncContextManager[None]]
"""What goes on as long as the playground does."""

OWN_STORE = "sqlite:///playground.db"

HINT = """
[bold]Usher's playground runs at {address}[/bold]

Open it in a browser and type
  /deadline                              the dates, with where each comes from
  {question:<37}  the call's own words
  /checkpdf                              then drop a paper's PDF on the page
  /help                                  all there is

{clock}
Nothing leaves this machine. Ctrl+C stops it.
"""


def playground(config: ConfigFile = None, port: Port = None) -> None:
    """Try Usher in a browser on this machine: no token, no account, nothing real is sent."""
    settings = load_settings(config)
    asyncio.run(serve(settings, port or settings.playground.port))


async def serve(settings: Settings, port: int, beside: Beside = lambda _app: nullcontext()) -> None:
    """Serve the playground until a signal; its clock opens the season."""
    start_logging(settings)
    log_the_unforeseen()
    give_memory_back()
    clock = ShiftedClock()
    async with open_app(apart(settings), clock) as app:
        _open_the_season(clock, app.dispatcher.services.event.deadlines)
        async with beside(app), open_playground(app, clock, port) as address, warmed_up(app):
            _say_where(address, port, clock, question_for(app.dispatcher.services.event))
            async with reminding(app.dispatcher.live, clock, ["web"]):
                await stop_signal().wait()


def apart(settings: Settings) -> Settings:
    """With a store of its own where there is a real one: what is tried out here is delivered to nobody."""
    groups = settings.destinations.values()
    is_real = any(not channel.startswith("web:") for group in groups for channel in group)
    if not is_real and settings.discord.token is None and settings.slack.bot_token is None:
        return settings
    return settings.model_copy(update={"store": StoreSettings(url=OWN_STORE)})


def _open_the_season(clock: ShiftedClock, deadlines: Sequence[Deadline]) -> None:
    """Start where there is something to count down to, whatever today's date."""
    day = opening_day(deadlines, clock.now().date())
    if day:
        clock.set(datetime.combine(day, clock.now().timetz()))


def question_for(event: Event) -> str:
    """One that the call answers, where the settings tell of any."""
    stated = [item.title for item in event.deadlines if isinstance(item.source, Quotation)]
    return f"/ask when is the {stated[0][:1].lower()}{stated[0][1:]}?" if stated else "/ask when is it due?"


def _say_where(address: str, wanted: int, clock: ShiftedClock, question: str) -> None:
    console = Console()
    if f":{wanted}" not in address:
        console.print(f"Port {wanted} is taken by another program, so this is the next free one.")
    said = HINT.format(address=address, clock=_clock_said(clock), question=escape(question))
    console.print(said, highlight=False)


def _clock_said(clock: ShiftedClock) -> str:
    if clock.is_real:
        return "Its clock shows the real time."
    shown = f"{clock.now():%B} {clock.now().day}, {clock.now().year}"
    return f"Its clock shows {shown}, three weeks before a deadline; the page can set it."
