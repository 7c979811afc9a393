"""`usher audit`: who did what and when, as organisers' commands wrote it down."""

import asyncio
import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.settings.load import load_settings
from bot.shell.options import ConfigFile
from storage import audit as log
from storage.audit import Entry
from storage.store import open_existing

Subject = Annotated[
    str | None,
    typer.Argument(help='What it was done to, as in "announcement 7"; all, if left out.', show_default=False),
]
Limit = Annotated[int, typer.Option(help="How many deeds, the newest first.", min=1, max=100_000)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def audit(
    subject: Subject = None, *, limit: Limit = 100, as_json: AsJson = False, config: ConfigFile = None
) -> None:
    """Show who wrote, confirmed, changed and retracted what, and when; nothing of it can be altered."""
    entries = asyncio.run(_read(load_settings(config).store.url, subject, limit))
    if as_json:
        for entry in entries:
            print(json.dumps(_plain(entry), ensure_ascii=False))  # noqa: T201 - the output itself
    else:
        _print(entries)


async def _read(url: str, subject: str | None, limit: int) -> Sequence[Entry]:
    async with open_existing(url) as store, store.reading() as transaction:
        return await log.read(transaction, subject, limit)


def _plain(entry: Entry) -> dict[str, str]:
    told = {"actor": entry.actor, "action": entry.action, "subject": entry.subject, "detail": entry.detail}
    return {"at": entry.at.isoformat(), **told}


def _print(entries: Sequence[Entry]) -> None:
    console = Console()
    if not entries:
        console.print("Nothing was done yet.")
        return
    table = Table("when (UTC)", "who", "did", "to", "what exactly", box=None, pad_edge=False)
    for entry in entries:
        told = (entry.actor, entry.action, entry.subject, entry.detail)
        table.add_row(f"{entry.at:%Y-%m-%d %H:%M}", *(Text(text) for text in told))
    console.print(table)
