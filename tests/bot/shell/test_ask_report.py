"""`usher ask --report` shows a week of questions by what they were about."""

import asyncio
import json
from asyncio import to_thread
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.shell.ask import ask
from bot.shell.ask_report import NOTHING
from commands.core.errors import UserError
from storage import asked
from storage.asked import NewAsked
from storage.people import Account, person_of
from storage.store import open_store

NOW = datetime.now(UTC)
ASKED = (("page limit", "stated", 0), ("page limit", "stated", 2), ("camera-ready $date$", "silent", 1))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "call.md").write_text("Papers have at most 6 pages.\n")
    (tmp_path / "config.toml").write_text(
        f'[event]\nname = "Rivers"\ncall = "call.md"\n[store]\nurl = "sqlite:///{tmp_path / "u.db"}"\n'
    )
    return tmp_path / "config.toml"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "week.png"


async def fill(config: Path) -> None:
    async with open_store(f"sqlite:///{config.parent / 'u.db'}") as store, store.begin() as transaction:
        person = await person_of(transaction, Account("web", "ada"), NOW)
        for topic, outcome, days in (*ASKED, ("last month", "stated", 30)):
            at = NOW - timedelta(days=days)
            new = NewAsked(person, "web", "general", "", "my own words", outcome, topic, at)
            number = await asked.add(transaction, new)
            given = await asked.get(transaction, number)
            assert given
            await asked.vote(transaction, given, person, at, helpful=topic != "page limit")


async def test_the_most_asked_and_the_most_missed_are_listed_without_anybodys_words(
    config: Path, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(config)
    await in_thread(config, picture)
    said = " ".join(capsys.readouterr().out.split())
    assert "3 questions in seven days: 1 silent, 2 stated." in said
    assert "2 page limit" in said
    assert "Missed most: the call is silent times about 1 camera-ready $date$" in said
    assert "1 of 1 page limit" in said
    assert "last month" not in said
    assert "my own words" not in said


async def test_the_picture_is_a_png_that_one_can_read(config: Path, picture: Path) -> None:
    await fill(config)
    await in_thread(config, picture)
    with Image.open(picture) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width > 800


async def test_the_week_can_be_read_by_a_program(
    config: Path, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(config)
    await in_thread(config, picture, as_json=True)
    week = json.loads(capsys.readouterr().out)
    assert week["asked"][0] == {"topic": "page limit", "count": 2}
    assert week["outcomes"] == {"silent": 1, "stated": 2}


async def nothing_asked(config: Path) -> None:
    async with open_store(f"sqlite:///{config.parent / 'u.db'}"):
        pass


def test_a_quiet_week_is_said_and_not_drawn(
    config: Path, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(nothing_asked(config))
    ask(report=True, picture=picture, config=config)
    assert NOTHING in capsys.readouterr().out
    assert not picture.exists()


async def test_a_picture_that_can_not_be_written_is_said(config: Path, tmp_path: Path) -> None:
    await fill(config)
    with pytest.raises(UserError, match="can't be written"):
        await in_thread(config, tmp_path)


async def in_thread(config: Path, picture: Path, *, as_json: bool = False) -> None:
    """As the shell runs it: with no loop around it."""
    await to_thread(ask, report=True, picture=picture, as_json=as_json, config=config)
