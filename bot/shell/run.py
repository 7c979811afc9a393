"""`usher run`: every chat platform that is set up, in one process."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.alarm import watch_outbox
from bot.app import App, open_app
from bot.clock import SystemClock
from bot.delivery.serve import delivering_to_platforms
from bot.hang_up import let_hang_ups_end
from bot.health import open_health
from bot.housekeeping import housekeeping
from bot.learning import learn
from bot.logs import start_logging
from bot.meanwhile import meanwhile
from bot.reload import reloading
from bot.season import reminding
from bot.settings.load import load_settings
from bot.settings.model import Settings
from bot.shell.options import ConfigFile
from bot.shell.playground import serve
from bot.shell.process import give_memory_back, log_the_unforeseen, stop_signal
from bot.supervisor import FrontEnd, Health, Supervisor
from commands.core.errors import UserError
from commands.delivery.destination import Platform
from storage.lock import alone_on_file

STDIN = 0
NONE = "No chat platform is set up, so only the playground runs. README.md says how to set one up."
REFUSED = (
    "No chat platform is set up: no token is in the environment, nor in secrets.toml beside the settings or "
    "the file that USHER_SECRETS_FILE names. Put one there, or leave out --no-playground to try Usher out."
)

NoPlayground = Annotated[
    bool, typer.Option("--no-playground", help="End with an error where no chat platform is set up.")
]


def run(config: ConfigFile = None, *, no_playground: NoPlayground = False) -> None:
    """Run Usher on every chat platform that is set up; where none is, the playground."""
    settings = load_settings(config)
    if platforms(settings):
        with alone_on_file(settings.store.url):
            asyncio.run(_run(settings, config))
    elif no_playground:
        raise UserError(REFUSED)
    else:
        Console(stderr=True).print(NONE)
        _play(settings, config)


def platforms(settings: Settings) -> list[str]:
    """The platforms whose secrets are set."""
    tokens = {"Discord": settings.discord.token, "Slack": settings.slack.bot_token}
    return [name for name, token in tokens.items() if token]


def _play(settings: Settings, config: Path | None) -> None:
    """In a terminal for as long as that is open; else it is a service, which a hang-up has read anew."""
    in_terminal = os.isatty(STDIN)
    if in_terminal:
        let_hang_ups_end()
    beside = partial(_followed, config, heeds_hang_ups=not in_terminal)
    asyncio.run(serve(settings, settings.playground.port, beside))


@asynccontextmanager
async def _followed(config: Path | None, app: App, *, heeds_hang_ups: bool) -> AsyncIterator[None]:
    """What an operator does with a bot works on the playground as well."""
    health = {"playground": Health("running", app.dispatcher.clock.now())}
    follow = reloading(app, config, heeds_hang_ups=heeds_hang_ups)
    async with open_health(app.settings.health, app, health), follow:
        yield


async def _run(settings: Settings, config: Path | None) -> None:
    start_logging(settings)
    log_the_unforeseen()
    give_memory_back()
    stop, clock = stop_signal(), SystemClock()
    async with open_app(settings, clock) as app:
        supervisor = Supervisor(clock, app.work)
        reminders = reminding(app.dispatcher.live, clock, _reminded(settings))
        alarm = meanwhile(partial(watch_outbox, app))
        beside = reminders, delivering_to_platforms(app), alarm, housekeeping(app), reloading(app, config)
        async with open_health(settings.health, app, supervisor.health), AsyncExitStack() as stack:
            Console(stderr=True).print(f"Usher runs on {' and '.join(platforms(settings))}. Ctrl+C stops it.")
            await learn(app.dispatcher.services.knowledge)  # platforms allow 3 s, not learning
            for each in beside:
                await stack.enter_async_context(each)
            await supervisor.run(_front_ends(app), stop)


def _reminded(settings: Settings) -> list[Platform]:
    discord: list[Platform] = ["discord"] if settings.discord.token else []
    return [*discord, "slack"] if settings.slack.bot_token else discord


def _front_ends(app: App) -> dict[str, FrontEnd]:
    """Each platform's library is loaded only where the platform is used."""
    found: dict[str, FrontEnd] = {}
    if app.settings.discord.token:
        from bot.on_discord.serve import serve_discord  # noqa: PLC0415 - see above

        found["Discord"] = partial(serve_discord, app)
    if app.settings.slack.bot_token:
        from bot.on_slack.serve import serve_slack  # noqa: PLC0415 - see above

        found["Slack"] = partial(serve_slack, app)
    return found
