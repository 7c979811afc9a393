"""Check many papers, a few at a time, and give the results in the order of the files."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.pdf_pool import PdfPool
from commands.checkpdf.inspection import MOST_BYTES, Inspection, Stage
from commands.checkpdf.limits import limits_of
from commands.checkpdf.relevance import for_event
from commands.core.errors import UserError
from commands.event.facts import Event

AHEAD = 2  # files in memory for each worker


@dataclass(frozen=True)
class Wanted:
    """What to check each paper for."""

    event: Event
    stage: Stage
    names: str = ""
    pictures: bool = False


@dataclass(frozen=True)
class Checked:
    """A file with what came out of it; `error` says why it cannot be judged."""

    file: Path
    inspection: Inspection | None = None
    error: str = ""

    def fails(self, names: Sequence[str]) -> bool:
        """Tell whether it cannot be read, or is too long by each of these limits."""
        if self.inspection is None:
            return True
        verdicts = self.inspection.verdicts
        return bool(names) and all(verdicts[name] == "fail" for name in names)

    def to_json(self) -> dict[str, object]:
        if self.inspection is None:
            return {"file": str(self.file), "error": self.error}
        return {"file": str(self.file), **self.inspection.to_json()}


def papers_in(files: Sequence[Path]) -> list[Path]:
    """Put the PDFs of a folder in its place."""
    return [paper for file in files for paper in (sorted(file.glob("*.pdf")) if file.is_dir() else [file])]


async def check_in_order(
    papers: Sequence[Path], pool: PdfPool, wanted: Wanted, workers: int
) -> AsyncIterator[Checked]:
    waiting: list[asyncio.Task[Checked]] = []
    for paper in papers:
        waiting.append(asyncio.create_task(_check(paper, pool, wanted)))
        if len(waiting) >= AHEAD * workers:
            yield await waiting.pop(0)
    for task in waiting:
        yield await task


async def _check(paper: Path, pool: PdfPool, wanted: Wanted) -> Checked:
    try:
        data = await asyncio.to_thread(_bytes, paper)
        inspection = await pool.check(
            data, paper.name, limits_of(wanted.event), _ignore, picture=wanted.pictures, names=wanted.names
        )
        return Checked(paper, for_event(inspection, wanted.event).for_stage(wanted.stage))
    except OSError as error:
        return Checked(paper, error=f"This file can't be read: {error.strerror or error}.")
    except UserError as error:
        return Checked(paper, error=str(error))


def _bytes(paper: Path) -> bytes:
    """Read one byte more than a check takes, which tells that the file is too large, and no more."""
    with paper.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _ignore(_done: float, _doing: str) -> None:
    """Leave progress to the bar over all papers."""
