"""`usher purge`: forget now what `usher run` forgets every day."""

import asyncio
from collections.abc import Mapping

from rich.console import Console

from bot.clock import SystemClock
from bot.settings.load import load_settings
from bot.shell.options import ConfigFile
from storage.retention import purge as purge_store
from storage.store import open_existing


def purge(config: ConfigFile = None) -> None:
    """Delete what is kept longer than its time; `usher run` does so every day."""
    gone = asyncio.run(_purge(load_settings(config).store.url))
    told = ", ".join(f"{name.replace('_', ' ')}: {count:,}" for name, count in gone.items() if count)
    said = f"Deleted what was over: {told}." if told else "Nothing was over its time."
    Console().print(said, highlight=False, soft_wrap=True)


async def _purge(url: str) -> Mapping[str, int]:
    async with open_existing(url) as store:
        return await purge_store(store, SystemClock().now())
