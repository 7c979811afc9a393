"""Time the page check against other readers of the same papers, and score it where truth is known.

    PAPERS=FOLDER python -m tests.bench page_check

FOLDER holds PDFs and, where they are labelled, `truth.jsonl`: one object a line with "id" (the file's
name without .pdf), "main_last_page", "main_last_page_alt" (null, or {"value": page}), "refs_start_page",
"appendix_start_page", "checklist_start_page" and "anonymous". Without a folder, made papers are timed.
"""

import asyncio
import io
import json
import logging
import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from rich.console import Console
from rich.progress import track

from bot.pdf_pool import open_papers
from bot.settings.model import PapersSettings
from commands.checkpdf.inspect import inspect, read_paper
from commands.checkpdf.inspection import Inspection
from commands.checkpdf.opening import PYPDF_FAILURES, opened
from commands.checkpdf.verdicts import verdicts
from commands.core.errors import UserError
from tests.bench.table import Row
from tests.papers.typeset import LIMITS, paper

TURNS = 3
AT_ONCE = 20
TICK = 0.002  # seconds between looks at the event loop
BASELINE = "PDFium: text"
CHECK, WHOLE, PYPDF = "page check", "whole check", "pypdf: text"
AIMS = {CHECK: 1.3, WHOLE: 2.5}  # times the time of PDFium's text
FASTER = 10  # times, than pypdf
LAST_PAGE = "main text's last page"
VERDICTS = ("pass", "fail", "unsure")
FIELDS = {
    "references_page": "refs_start_page",
    "appendix_page": "appendix_start_page",
    "checklist_page": "checklist_start_page",
    "anonymous": "anonymous",
}

Times = dict[str, list[float]]
Truth = Mapping[str, Any]


def pdfium_text(data: bytes) -> None:
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def page_check(data: bytes) -> None:
    with opened(data) as document:
        verdicts(read_paper(document).ending, LIMITS)


def whole_check(data: bytes) -> None:
    inspect(data, LIMITS, picture=False)


def pypdf_text(data: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        page.extract_text()


def pdftotext(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = ["pdftotext", "-bbox-layout", file.name, "-"]
        subprocess.run(command, check=True, capture_output=True)


def readers() -> dict[str, Callable[[bytes], None]]:
    known: dict[str, Callable[[bytes], None]] = {
        BASELINE: pdfium_text,
        CHECK: page_check,
        WHOLE: whole_check,
        PYPDF: pypdf_text,
    }
    if shutil.which("pdftotext"):
        known["pdftotext -bbox-layout"] = pdftotext
    return known


def timed(papers: Sequence[bytes]) -> Times:
    """Take the best of a few turns, as many for each reader, so that none gains by luck or by memory."""
    times: Times = {name: [] for name in readers()}
    for data in track(papers, "Timing", console=Console(stderr=True), transient=True):
        try:
            best = _best(data)
        except (UserError, pdfium.PdfiumError, subprocess.CalledProcessError, *PYPDF_FAILURES):
            continue
        for name, seconds in best.items():
            times[name].append(seconds)
    return times


def _best(data: bytes) -> dict[str, float]:
    """Let the readers take turns, so that a busy moment of the machine falls on all of them."""
    best: dict[str, float] = {}
    for _ in range(TURNS):
        for name, read in readers().items():
            began = time.perf_counter()
            read(data)
            seconds = time.perf_counter() - began
            best[name] = min(seconds, best.get(name, seconds))
    return best


def time_rows(times: Times) -> list[Row]:
    rows = []
    for name, seconds in times.items():
        ratio = median(each / base for each, base in zip(seconds, times[BASELINE], strict=True))
        aim = AIMS.get(name)
        beside = f"{ratio:.2f} times PDFium{f', aim {aim:g}' if aim else ''}"
        rows.append(Row(name, f"{1000 * median(seconds):.1f} ms", beside, ratio <= aim if aim else None))
    faster = median(slow / own for slow, own in zip(times[PYPDF], times[CHECK], strict=True))
    aimed = f"aim {FASTER}"
    return [
        *rows,
        Row("page check beside pypdf's text", f"{faster:.1f} times as fast", aimed, faster >= FASTER),
    ]


async def loop_delays(papers: Sequence[bytes]) -> list[float]:
    """Check papers at once, and see how late the event loop wakes meanwhile."""
    late: list[float] = []

    async def look() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            late.append(time.perf_counter() - began - TICK)

    async with open_papers(PapersSettings(seconds=60)) as pool:
        looking = asyncio.create_task(look())
        checks = (pool.check(data, "paper.pdf", LIMITS, _ignore) for data in papers)
        await asyncio.gather(*checks, return_exceptions=True)
        looking.cancel()
    return late


def _ignore(_done: float, _doing: str) -> None:
    """Progress does not matter here."""


def score(files: Sequence[Path], truths: Mapping[str, Truth]) -> list[Row]:
    """The confusion of verdicts, and how many pages of each kind are right."""
    confusion: Counter[tuple[str, str]] = Counter()
    right: Counter[str] = Counter()
    judged = [(truths[file.stem], _inspected(file)) for file in files if file.stem in truths]
    for truth, got in judged:
        confusion.update(_confusions(truth, got))
        right.update(_right(truth, got))
    given = [
        Row(f"verdict should be {want}", ", ".join(f"{got} {confusion[want, got]}" for got in VERDICTS))
        for want in ("pass", "fail", "either")
    ]
    found = [Row(f"{name} right", f"{right[name]} of {len(judged)}") for name in (LAST_PAGE, *FIELDS)]
    return [*given, *found]


def _inspected(file: Path) -> Inspection | None:
    try:
        return inspect(file.read_bytes(), LIMITS, picture=False)
    except UserError:
        return None


def _last_pages(truth: Truth) -> set[int]:
    other = truth["main_last_page_alt"]
    return {truth["main_last_page"], *([other["value"]] if other else [])}


def _confusions(truth: Truth, got: Inspection | None) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, limit in LIMITS.pages.items():
        allowed = {"pass" if page <= limit else "fail" for page in _last_pages(truth)}
        want = allowed.pop() if len(allowed) == 1 else "either"
        rows.append((want, got.verdicts[name] if got else "unsure"))
    return rows


def _right(truth: Truth, got: Inspection | None) -> list[str]:
    if got is None:
        return []
    last = got.main_text.last_page if got.main_text else None
    found = [ours for ours, theirs in FIELDS.items() if getattr(got, ours) == truth[theirs]]
    return [*([LAST_PAGE] if last in _last_pages(truth) else []), *found]


def made() -> list[bytes]:
    """Papers of every length around the limits, with their references."""
    return [paper(seed=page).fill_to(page, 20).references(30).pdf() for page in range(3, 12)]


async def bench() -> list[Row]:
    logging.disable()
    folder = Path(os.environ["PAPERS"]) if os.environ.get("PAPERS") else None
    files = sorted(folder.glob("*.pdf")) if folder else []
    papers = [file.read_bytes() for file in files] or made()
    times = timed(papers)
    late = quantiles(await loop_delays((papers * AT_ONCE)[:AT_ONCE]), n=100)[98]
    rows = [
        Row("papers", f"{len(times[BASELINE])} {'of PAPERS' if files else 'made'}"),
        *time_rows(times),
        Row(f"event loop late with {AT_ONCE} at once, p99", f"{1000 * late:.1f} ms"),
    ]
    truth = folder / "truth.jsonl" if folder else None
    if truth and truth.exists():
        labels = map(json.loads, truth.read_text().splitlines())
        rows += score(files, {label["id"]: label for label in labels})
    return rows
