"""`usher reload`: let the running processes take over the event's facts as the settings now say them."""

import asyncio
from collections.abc import Sequence

from rich.console import Console

from bot.event import load_knowledge, read_event
from bot.reload import ask_for_reload
from bot.settings.load import load_settings
from bot.settings.model import Settings
from bot.shell.options import ConfigFile
from storage.store import open_existing


def reload(config: ConfigFile = None) -> None:
    """Let every running process read the event's settings anew; wrong ones are refused as a whole."""
    settings = load_settings(config)
    load_knowledge(settings.event, read_event(settings.event, settings.destinations))
    changes = asyncio.run(_ask(settings))
    said = "\n".join(changes) or "Nothing differs from what is in effect."
    Console().print(said, highlight=False, soft_wrap=True, markup=False)


async def _ask(settings: Settings) -> Sequence[str]:
    async with open_existing(settings.store.url) as store:
        return await ask_for_reload(store, settings.event)
