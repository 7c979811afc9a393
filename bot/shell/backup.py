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
from storage.errors import StoreError, Unusable
from storage.restore import contents_of
from storage.restore import restore as restore_into
from storage.store import connect

STANDARD_OUTPUT = Path("-")
"""As other programs call it; here it would be a file of that name."""

Written = Annotated[Path, typer.Argument(help="The file to write.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]
Read = Annotated[Path, typer.Argument(help="A file that `usher backup` wrote.")]


def backup(file: Written, *, force: Force = False, config: ConfigFile = None) -> None:
    """Write everything that is kept into one file, while Usher goes on; it holds people's data."""
    if file == STANDARD_OUTPUT:
        raise UserError("A backup goes into a file and not to the standard output; name one.")
    if file.exists() and not force:
        raise UserError(f"{file} is there already; name another file, or add --force.")
    try:
        told = asyncio.run(_backup(load_settings(config).store.url, file))
    except ArchiveError as error:
        raise UserError(f"Nothing was backed up: {error}.") from None
    _say(f"Wrote {file}: {told}. It holds people's data, so keep it as safe as the store.")


def restore(file: Read, config: ConfigFile = None) -> None:
    """Fill an empty store from a backup, whichever database it was of; all of it or nothing."""
    try:
        told = asyncio.run(_restore(load_settings(config).store.url, file))
    except Unusable:
        raise
    except (ArchiveError, StoreError) as error:
        raise UserError(f"Nothing was restored from {file}: {error}.") from None
    _say(f"Restored {told}.")


async def _backup(url: str, file: Path) -> str:
    async with connect(url, make=False) as store:
        return f"{_told(await back_up(store, file))} of {store.place}"


async def _restore(url: str, file: Path) -> str:
    contents_of(file)  # or a file that is none would leave an empty store behind
    async with connect(url) as store:
        return f"{_told(await restore_into(store, file))} into {store.place}"


def _told(contents: Contents) -> str:
    rows = sum(table.rows for table in contents.tables.values())
    counted = "1 row" if rows == 1 else f"{rows:,} rows"
    return f"{counted} of {len(contents.tables)} tables (schema {', '.join(contents.revisions) or 'none'})"


def _say(said: str) -> None:
    Console().print(said, highlight=False, soft_wrap=True, markup=False)
