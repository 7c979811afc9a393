"""`usher run`: every chat platform that is set up, in one process."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

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
from bot.supervisor import FrontEnd, Supervisor
from commands.delivery.destination import Platform

NONE = "No chat platform is set up, so only the playground runs. README.md says how to set one up."


def run(config: ConfigFile = None) -> None:
    """Run Usher on every chat platform that is set up; where none is, the playground."""
    settings = load_settings(config)
    if not platforms(settings):
        Console(stderr=True).print(NONE)
        let_hang_ups_end()
        asyncio.run(serve(settings, settings.playground.port))
    else:
        asyncio.run(_run(settings, config))


def platforms(settings: Settings) -> list[str]:
    """The platforms whose secrets are set."""
    tokens = {"Discord": settings.discord.token, "Slack": settings.slack.bot_token}
    return [name for name, token in tokens.items() if token]


async def _run(settings: Settings, config: Path | None) -> None:
    start_logging(settings)
    log_the_unforeseen()
    give_memory_back()
    stop, clock = stop_signal(), SystemClock()
    async with open_app(settings, clock) as app:
        Console(stderr=True).print(f"Usher runs on {' and '.join(platforms(settings))}. Ctrl+C stops it.")
        await learn(app.dispatcher.services.knowledge)  # platforms allow 3 s, not learning
        supervisor = Supervisor(clock, app.work)
        reminders = reminding(app.dispatcher.live, clock, _reminded(settings))
        alarm = meanwhile(partial(watch_outbox, app))
        beside = reminders, delivering_to_platforms(app), alarm, housekeeping(app), reloading(app, config)
        async with open_health(settings.health, app, supervisor.health), AsyncExitStack() as stack:
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
