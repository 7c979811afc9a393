"""`usher backup` and `usher restore`: everything that is kept, in one file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings.load import load_settings
from bot.shell.options import ConfigFile
from commands.core.errors import UserError
from storage.archive import ArchiveError, Contents
from storage.backup import back_up
from storage.errors import StoreError
from storage.restore import restore as restore_into
from storage.store import connect

Written = Annotated[Path, typer.Argument(help="The file to write; one that is there is replaced.")]
Read = Annotated[Path, typer.Argument(help="A file that `usher backup` wrote.")]


def backup(file: Written, config: ConfigFile = None) -> None:
    """Write everything that is kept into one file, while Usher goes on; it holds people's data."""
    url = load_settings(config).store.url
    try:
        contents = asyncio.run(_backup(url, file))
    except ArchiveError as error:
        raise UserError(f"Nothing was backed up: {error}.") from None
    _say(f"Wrote {file}: {_told(contents)}. It holds people's data, so keep it as safe as the store.")


def restore(file: Read, config: ConfigFile = None) -> None:
    """Fill an empty store from a backup, whichever database it was of; all of it or nothing."""
    url = load_settings(config).store.url
    try:
        contents = asyncio.run(_restore(url, file))
    except (ArchiveError, StoreError) as error:
        raise UserError(f"Nothing was restored from {file}: {error}.") from None
    _say(f"Restored {_told(contents)}.")


async def _backup(url: str, file: Path) -> Contents:
    async with connect(url) as store:
        return await back_up(store, file)


async def _restore(url: str, file: Path) -> Contents:
    async with connect(url) as store:
        return await restore_into(store, file)


def _told(contents: Contents) -> str:
    rows = sum(table.rows for table in contents.tables.values())
    counted = "1 row" if rows == 1 else f"{rows:,} rows"
    return f"{counted} of {len(contents.tables)} tables (schema {', '.join(contents.revisions) or 'none'})"


def _say(said: str) -> None:
    Console().print(said, highlight=False, soft_wrap=True, markup=False)
