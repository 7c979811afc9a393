"""Pictures are drawn in a process of their own."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from bot.pictures import Studio, open_pictures
from commands.reviewers.pictures import Bar

PNG = b"\x89PNG\r\n\x1a\n"
BARS = (Bar("Circuits $and$ Causal Analysis", 12, 30), Bar("A very long topic " * 9, 3.5, 0), Bar("", 0, 0))


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    async with open_pictures() as opened:
        yield opened


async def test_a_picture_is_drawn_whatever_its_labels(studio: Studio) -> None:
    drawn = await studio.bars("Reviews $offered", "reviews", BARS)
    assert drawn is not None
    assert drawn.startswith(PNG)


def die(*_drawing: object) -> bytes:
    os._exit(1)


async def test_a_picture_whose_worker_dies_is_left_out_and_the_next_is_drawn(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.pictures._bars", die)
        assert await studio.bars("no", "reviews", BARS) is None
    assert await studio.bars("yes", "reviews", BARS) is not None


def test_usher_itself_does_not_load_matplotlib() -> None:
    code = "import sys, bot.shell.main, bot.app, bot.pictures; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
