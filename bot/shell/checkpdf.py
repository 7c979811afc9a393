"""`usher checkpdf`: check papers from a shell, one or a whole folder."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Table

from bot.event import read_event
from bot.pdf_pool import open_papers
from bot.settings.load import load_settings
from bot.settings.model import PapersSettings
from bot.shell.checking import Checked, Wanted, check_in_order, papers_in
from bot.shell.options import ConfigFile
from bot.shell.report import csv_report, html_report
from commands.checkpdf.inspection import Limits, Stage
from commands.checkpdf.limits import SUBMISSION, limits_of
from commands.checkpdf.wording import label, said
from commands.core.errors import UserError

COLOURS = {"pass": "green", "fail": "red", "unsure": "yellow"}

Files = Annotated[list[Path], typer.Argument(help="PDF files, or folders of them.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, in the order given.")]
TrackName = Annotated[str | None, typer.Option(help="Judge by this track alone, say short or long.")]
StageName = Annotated[Stage, typer.Option(help="For review, or after acceptance.")]
Names = Annotated[str, typer.Option(help="Names and handles to look for, parted by commas.")]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Write a page with a table and pictures.")]
CsvFile = Annotated[Path | None, typer.Option("--csv", help="Write a table for a spreadsheet.")]


def checkpdf(  # noqa: PLR0913 - one parameter for each option of the command line
    files: Files,
    *,
    as_json: AsJson = False,
    track: TrackName = None,
    stage: StageName = SUBMISSION,
    names: Names = "",
    report: ReportFile = None,
    csv: CsvFile = None,
    config: ConfigFile = None,
) -> None:
    """Check papers against the page limits of the call.

    The exit status is 1 when a paper is over the limit of the chosen track and stage (of every track
    when none is chosen) or cannot be read, else 0: a paper on which the call decides nothing is no failure.
    """
    settings = load_settings(config)
    event = read_event(settings.event)
    wanted = Wanted(event, stage, names, pictures=report is not None)
    chosen = _chosen(limits_of(event), track, stage)
    shown = chosen or list(limits_of(event).pages)
    papers = papers_in(files)
    if not papers:
        raise UserError("There is no PDF in this folder.")
    checked = asyncio.run(_check_all(papers, wanted, settings.papers, as_json=as_json))
    if report:
        _write(report, html_report(checked, shown, event.name))
    if csv:
        _write(csv, csv_report(checked, shown))
    if not as_json:
        _print_table(checked, shown)
    raise typer.Exit(int(any(each.fails(chosen) for each in checked)))


def _chosen(limits: Limits, track: str | None, stage: str) -> list[str]:
    """Name the limits that decide the exit status."""
    names = [name for name in limits.pages if name.endswith(f"/{stage}")]
    chosen = [name for name in names if track is None or name == f"{track}/{stage}"]
    if track and not limits.pages:
        raise UserError("No page limits are set for this event, so --track says nothing. Leave it out.")
    if limits.pages and not chosen:
        known = ", ".join(limits.pages)
        raise UserError(f"No limit is set for {track or 'any track'}/{stage}. There are {known}.")
    return chosen


async def _check_all(
    papers: Sequence[Path], wanted: Wanted, settings: PapersSettings, *, as_json: bool
) -> list[Checked]:
    checked = []
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Checking papers", total=len(papers))
        async with open_papers(settings) as pool:
            async for each in check_in_order(papers, pool, wanted, settings.workers):
                checked.append(each)
                progress.advance(bar)
                if as_json:
                    print(json.dumps(each.to_json(), ensure_ascii=False), flush=True)  # noqa: T201 - the output itself
    return checked


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UserError(f"{file} can't be written: {error.strerror or error}.") from None


def _print_table(checked: Sequence[Checked], names: Sequence[str]) -> None:
    table = Table("Paper", "Main text ends", *(label(name) for name in names), "Authors")
    for each in checked:
        table.add_row(escape(each.file.name), *_cells(each, names))
    Console().print(table)
    if not names:
        Console().print("No page limits are set for this event.")


def _cells(checked: Checked, names: Sequence[str]) -> list[str]:
    inspection = checked.inspection
    if inspection is None:
        return [f"[red]{escape(checked.error)}[/red]"]
    main = inspection.main_text
    ends = f"page {main.last_page} of {inspection.pages}" if main else "can't tell"
    verdicts = [f"[{COLOURS[inspection.verdicts[name]]}]{said(inspection, name)}[/]" for name in names]
    authors = {True: "anonymous", False: "named", None: ""}[inspection.anonymous]
    return [ends, *verdicts, authors]
