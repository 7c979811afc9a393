"""`usher checkpdf`: check papers from a shell, one or a whole folder."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from bot.event import read_event
from bot.pdf_pool import PdfPool, open_papers
from bot.settings.load import load_settings
from bot.settings.model import PapersSettings
from bot.shell.options import ConfigFile
from commands.checkpdf.inspection import Inspection, Limits
from commands.checkpdf.limits import SUBMISSION, limits_of
from commands.checkpdf.wording import label, said
from commands.core.errors import UserError

COLOURS = {"pass": "green", "fail": "red", "unsure": "yellow"}
AHEAD = 2  # files in memory for each worker

Files = Annotated[list[Path], typer.Argument(help="PDF files, or folders of them.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, in the order given.")]
TrackName = Annotated[str | None, typer.Option(help="Judge by this track alone, say short or long.")]
StageName = Annotated[str, typer.Option(help="submission or camera-ready.")]


@dataclass(frozen=True)
class Checked:
    """A file with what came out of it; `error` says why it cannot be judged."""

    file: Path
    inspection: Inspection | None = None
    error: str = ""


def checkpdf(
    files: Files,
    *,
    as_json: AsJson = False,
    track: TrackName = None,
    stage: StageName = SUBMISSION,
    config: ConfigFile = None,
) -> None:
    """Check papers against the page limits of the call.

    The exit status is 1 when a paper is over the limit of the chosen track and stage (of every track
    when none is chosen) or cannot be read, else 0: a paper on which the call decides nothing is no failure.
    """
    settings = load_settings(config)
    limits = limits_of(read_event(settings.event))
    names = _chosen(limits, track, stage)
    papers = _papers(files)
    checked = asyncio.run(_check_all(papers, limits, settings.papers, as_json=as_json))
    if not as_json:
        _print_table(checked, names or list(limits.pages))
    raise typer.Exit(int(any(_fails(each, names) for each in checked)))


def _chosen(limits: Limits, track: str | None, stage: str) -> list[str]:
    """Name the limits that decide the exit status."""
    names = [name for name in limits.pages if name.endswith(f"/{stage}")]
    chosen = [name for name in names if track is None or name == f"{track}/{stage}"]
    if limits.pages and not chosen:
        known = ", ".join(limits.pages)
        raise UserError(f"No limit is set for {track or 'any track'}/{stage}. There are {known}.")
    return chosen


def _papers(files: Sequence[Path]) -> list[Path]:
    """Put the PDFs of a folder in its place."""
    return [paper for file in files for paper in (sorted(file.glob("*.pdf")) if file.is_dir() else [file])]


async def _check_all(
    papers: Sequence[Path], limits: Limits, settings: PapersSettings, *, as_json: bool
) -> list[Checked]:
    checked = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Checking papers", total=len(papers))
        async with open_papers(settings) as pool:
            async for each in _in_order(papers, pool, limits, settings.workers * AHEAD):
                checked.append(each)
                progress.advance(bar)
                if as_json:
                    print(json.dumps(_to_json(each), ensure_ascii=False), flush=True)  # noqa: T201 - the output itself
    return checked


async def _in_order(
    papers: Sequence[Path], pool: PdfPool, limits: Limits, ahead: int
) -> AsyncIterator[Checked]:
    """Check a few papers at a time, and give them in the order of the files."""
    waiting: list[asyncio.Task[Checked]] = []
    for paper in papers:
        waiting.append(asyncio.create_task(_check(paper, pool, limits)))
        if len(waiting) >= ahead:
            yield await waiting.pop(0)
    for task in waiting:
        yield await task


async def _check(paper: Path, pool: PdfPool, limits: Limits) -> Checked:
    try:
        data = await asyncio.to_thread(paper.read_bytes)
        return Checked(paper, await pool.check(data, paper.name, limits, _ignore, picture=False))
    except OSError as error:
        return Checked(paper, error=f"This file can't be read: {error.strerror or error}.")
    except UserError as error:
        return Checked(paper, error=str(error))


def _ignore(_done: float, _doing: str) -> None:
    """Leave progress to the bar over all papers."""


def _to_json(checked: Checked) -> dict[str, object]:
    if checked.inspection is None:
        return {"file": str(checked.file), "error": checked.error}
    return {"file": str(checked.file), **checked.inspection.to_json()}


def _fails(checked: Checked, names: Sequence[str]) -> bool:
    if checked.inspection is None:
        return True
    verdicts = checked.inspection.verdicts
    return bool(names) and all(verdicts[name] == "fail" for name in names)


def _print_table(checked: Sequence[Checked], names: Sequence[str]) -> None:
    table = Table("Paper", "Main text ends", *(label(name) for name in names), "Authors")
    for each in checked:
        table.add_row(escape(each.file.name), *_cells(each, names))
    Console().print(table)


def _cells(checked: Checked, names: Sequence[str]) -> list[str]:
    inspection = checked.inspection
    if inspection is None:
        return [f"[red]{escape(checked.error)}[/red]"]
    main = inspection.main_text
    ends = f"page {main.last_page} of {inspection.pages}" if main else "can't tell"
    verdicts = [f"[{COLOURS[inspection.verdicts[name]]}]{said(inspection, name)}[/]" for name in names]
    authors = {True: "anonymous", False: "named", None: ""}[inspection.anonymous]
    return [ends, *verdicts, authors]
