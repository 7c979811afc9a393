"""`usher doctor`: is everything set up, and if not, what to do."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence

from rich.console import Console
from rich.markup import escape

from bot.clock import SystemClock
from bot.delivery.examine import examine
from bot.diagnosis import Finding
from bot.plan import read_plan
from bot.settings.load import load_settings
from bot.settings.model import Settings
from bot.settings.secrets import FILE_NAME, SECRETS, missing_secrets, variable
from bot.shell.options import ConfigFile
from commands.core.clock import Clock
from commands.delivery.destination import Platform
from storage.errors import StoreError, Unusable
from storage.look import look
from storage.revisions import newest

UNHEALTHY = 1  # exit status when something is wrong


def doctor(config: ConfigFile = None) -> None:
    """Check settings, call, store and chat platforms; each line says what is wrong and where to click."""
    settings = load_settings(config)
    if not asyncio.run(_examine(settings)):
        sys.exit(UNHEALTHY)


async def _examine(settings: Settings) -> bool:
    """Print each finding as it comes; True when all is well."""
    console, well = Console(), True
    async for finding in findings(settings, SystemClock()):
        mark = "[green]✓[/green]" if finding.ok else "[red]✗[/red]"
        console.print(f"{mark} {escape(finding.said)}", highlight=False, soft_wrap=True)
        well = well and finding.ok
    return well


async def findings(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    yield _settings(settings)
    yield await _store(settings)
    for group in (
        await _discord(settings, clock),
        await _slack(settings, clock),
        await examine(settings, clock),
    ):
        for finding in group:
            yield finding


def _settings(settings: Settings) -> Finding:
    """What `usher run` refuses is refused here in the same words, so this only counts."""
    event = read_plan(settings).event
    facts = f"{len(event.deadlines)} dates, {len(event.tracks)} page limits"
    return Finding(ok=True, said=f"{event.name}: {facts}; every quotation stands in the call.")


async def _store(settings: Settings) -> Finding:
    try:
        return Finding(ok=True, said=_version(await look(settings.store.url)))
    except Unusable as error:
        return Finding(ok=False, said=str(error))
    except StoreError as error:
        return Finding(ok=False, said=f"The store can't be opened: {error}. See store.url in the settings.")


def _off(settings: Settings, section: Platform) -> Finding:
    """Off on purpose, or because not all that it needs was given."""
    platform, (first, *_) = section.title(), SECRETS[section]
    if missing := missing_secrets(settings, section):
        listed = ", ".join(variable(section, name) for name in missing)
        said = (
            f"{platform} is half set up, so it is off; missing or empty: {listed}. "
            f"Set that in the environment, or under [{section}] in {FILE_NAME}."
        )
        return Finding(ok=False, said=said)
    return Finding(ok=True, said=f"{platform} is off: {variable(section, first)} is not set.")


def _version(at: Sequence[str]) -> str:
    if not at:
        return "There is no store yet; `usher run` makes it."
    if at != newest():
        told = (
            f"its tables are of version {', '.join(at)}; `usher run` will bring them to {', '.join(newest())}"
        )
        return f"The store can be written; {told}."
    return "The store can be written, and its tables are up to date."


async def _discord(settings: Settings, clock: Clock) -> Sequence[Finding]:
    if not settings.discord.token:
        return (_off(settings, "discord"),)
    from bot.on_discord.diagnose import diagnose  # noqa: PLC0415 - the library is loaded where it is used

    return await diagnose(settings.discord, clock)


async def _slack(settings: Settings, clock: Clock) -> Sequence[Finding]:
    if not settings.slack.bot_token:
        return (_off(settings, "slack"),)
    from bot.on_slack.diagnose import diagnose  # noqa: PLC0415 - the library is loaded where it is used

    return await diagnose(settings.slack, clock)
