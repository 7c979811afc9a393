"""Work that goes on beside everything else."""

import asyncio

import pytest

from bot.meanwhile import meanwhile


async def test_it_has_ended_when_the_block_is_left() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.set()

    async with meanwhile(work):
        await asyncio.sleep(0)
    assert ended.is_set()


async def test_when_it_breaks_the_log_tells_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    broke = asyncio.Event()

    async def work() -> None:
        broke.set()
        raise ZeroDivisionError

    async with meanwhile(work):
        await broke.wait()
        await asyncio.sleep(0)
    assert "work beside everything else stopped" in caplog.text
    assert "ZeroDivisionError" in caplog.text
