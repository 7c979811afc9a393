"""`usher audit` tells who did what, for people and for programs."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.settings.load import example
from bot.shell.audit import audit
from storage.audit import Entry, write
from storage.store import open_store
from tests.doubles import SUMMER

DEEDS = (
    Entry(SUMMER, None, "Grace", "wrote", "announcement 7", "revision 1"),
    Entry(SUMMER, None, "Alan [bold]", "retracted", "announcement 8"),
)


@pytest.fixture
async def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path}/usher.db"
    monkeypatch.setenv("USHER_STORE__URL", address)
    monkeypatch.setenv("COLUMNS", "120")
    return address


@pytest.fixture
async def kept(url: str) -> None:
    async with open_store(url) as store, store.begin() as transaction:
        for deed in DEEDS:
            await write(transaction, deed)


def test_a_table_has_the_newest_first_and_names_as_they_are(
    kept: None, capsys: pytest.CaptureFixture[str]
) -> None:
    audit(config=example())
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["when", "(UTC)", "who", "did", "to", "what", "exactly"]
    assert first.split() == ["2025-08-01", "12:00", "Alan", "[bold]", "retracted", "announcement", "8"]
    assert second.rstrip().endswith("Grace        wrote      announcement 7  revision 1")


def test_of_one_subject_as_json(kept: None, capsys: pytest.CaptureFixture[str]) -> None:
    audit("announcement 7", as_json=True, config=example())
    assert json.loads(capsys.readouterr().out) == {
        "at": "2025-08-01T12:00:00+00:00",
        "actor": "Grace",
        "action": "wrote",
        "subject": "announcement 7",
        "detail": "revision 1",
    }


async def _nothing_done(url: str) -> None:
    async with open_store(url):
        pass


def test_an_empty_log_says_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_nothing_done(url))
    audit(config=example())
    assert capsys.readouterr().out == "Nothing was done yet.\n"
