"""Papers are checked apart from everything else, and nothing they do breaks the rest."""

import asyncio
import os
import signal
import zlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from bot.pdf_pool import PdfPool, open_papers
from bot.settings.model import PapersSettings
from commands.checkpdf.inspection import Inspection
from commands.core.errors import UserError
from tests.papers.typeset import LIMITS, paper

SOUND = paper().references(5).pdf()


@pytest.fixture
async def pool(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PdfPool]:
    monkeypatch.setenv("USHER_SECRET_TOKEN", "not for workers")
    async with open_papers(PapersSettings(workers=2, seconds=10)) as opened:
        yield opened


def ignore(_done: float, _doing: str) -> None:
    """Progress does not matter here."""


async def check(pool: PdfPool, data: bytes) -> Inspection:
    return await pool.check(data, "paper.pdf", LIMITS, ignore)


def environment() -> tuple[dict[str, str], bytes]:
    return dict(os.environ), Path("/proc/self/environ").read_bytes()


def write_a_file(path: str) -> int:
    return Path(path).write_bytes(b"a paper's text")


def bomb(megabytes: int) -> bytes:
    """A page whose content is a few kilobytes that unfold to many megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q " * 2**19) for _ in range(megabytes)) + packer.flush()
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    content = StreamObject()
    content._data = packed
    content[NameObject("/Filter")] = NameObject("/FlateDecode")
    page[NameObject("/Contents")] = writer._add_object(content)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    import io  # noqa: PLC0415 - beside its only use

    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


async def test_a_paper_is_judged_in_a_worker(pool: PdfPool) -> None:
    result = await check(pool, SOUND)
    assert result.verdicts["short/submission"] == "pass"
    assert result.pictures


async def test_a_refusal_comes_back_as_it_was_said(pool: PdfPool) -> None:
    with pytest.raises(UserError, match="not a PDF"):
        await check(pool, b"a letter")


async def test_a_worker_sees_no_environment(pool: PdfPool) -> None:
    seen, started_with = await asyncio.wrap_future((await pool.ready()).schedule(environment))
    assert seen == {}
    assert b"USHER" not in started_with


async def test_a_worker_can_write_no_file(pool: PdfPool, tmp_path: Path) -> None:
    target = tmp_path / "leak.pdf"
    with pytest.raises(OSError, match="File too large"):
        await asyncio.wrap_future((await pool.ready()).schedule(write_a_file, args=(str(target),)))


async def test_a_paper_that_takes_too_long_is_given_up_and_the_next_one_checked() -> None:
    endless = paper().fill_to(150, 5).pdf()
    async with open_papers(PapersSettings(workers=1, seconds=0.1)) as pool:
        with pytest.raises(UserError, match="took over"):
            await check(pool, endless)
    async with open_papers(PapersSettings(workers=1)) as pool:
        assert (await check(pool, SOUND)).pages >= 1


async def test_a_decompression_bomb_breaks_nothing() -> None:
    async with open_papers(PapersSettings(workers=1, memory_megabytes=512, seconds=5)) as pool:
        outcome: Sequence[object] = await asyncio.gather(check(pool, bomb(1500)), return_exceptions=True)
        assert isinstance(outcome[0], (Inspection, UserError))
        assert (await check(pool, SOUND)).pages >= 1


async def test_a_killed_worker_is_replaced() -> None:
    async with open_papers(PapersSettings(workers=1)) as pool:
        worker = await asyncio.wrap_future((await pool.ready()).schedule(os.getpid))
        os.kill(worker, signal.SIGKILL)
        refused = await asyncio.gather(check(pool, SOUND), return_exceptions=True)
        assert isinstance(refused[0], (Inspection, UserError))
        assert (await check(pool, SOUND)).pages >= 1


async def test_the_event_loop_runs_on_while_papers_are_read(pool: PdfPool) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    await asyncio.gather(*(check(pool, SOUND) for _ in range(6)))
    turning.cancel()
    assert turns > 100


async def test_papers_still_in_the_pool_are_given_up_when_it_closes() -> None:
    async with open_papers(PapersSettings(workers=1)) as pool:
        checks = [asyncio.create_task(check(pool, SOUND)) for _ in range(3)]
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*checks, return_exceptions=True)
    assert all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
