"""`usher backup`, `usher restore` and `usher purge` as an operator types them."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.shell.main import app
from commands.core.errors import UserError
from storage import calls
from storage.errors import Unusable
from storage.store import open_store
from tests.doubles import SUMMER


def usher(*words: str) -> str:
    """What the shell says; an error for people is raised as it is."""
    result = CliRunner().invoke(app, list(words))
    if result.exception:
        raise result.exception
    return result.output


async def _call(url: str, at: datetime = SUMMER) -> None:
    async with open_store(url) as store, store.begin() as transaction:
        await calls.add(transaction, calls.CallRecord(at, "web", "deadline", "done", 7))


async def _called(url: str) -> list[str]:
    async with open_store(url) as store, store.reading() as transaction:
        return [call.command for call in await calls.latest(transaction, 10)]


@pytest.fixture
def store_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'usher.db'}"
    monkeypatch.setenv("USHER_STORE__URL", url)
    asyncio.run(_call(url))
    return url


def test_the_drill_brings_everything_back_into_a_new_store(
    store_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "usher.zip")
    assert f"Wrote {file}: 1 row of" in usher("backup", file)
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert "Restored 1 row of" in usher("restore", file)
    assert asyncio.run(_called(f"sqlite:///{tmp_path / 'new.db'}")) == ["deadline"]


def test_a_backup_is_not_put_into_a_file_that_is_called_as_the_standard_output_is(
    store_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="into a file and not to the standard output"):
        usher("backup", "-")
    assert not Path("-").exists()


def test_a_store_in_use_is_not_restored_into_and_is_told_why(store_at: str, tmp_path: Path) -> None:
    file = str(tmp_path / "usher.zip")
    usher("backup", file)
    with pytest.raises(UserError, match=r"Nothing was restored .* the store is not empty"):
        usher("restore", file)


def test_a_folder_that_is_not_there_is_said(store_at: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Nothing was backed up: .* can't be written: No such file"):
        usher("backup", str(tmp_path / "nowhere" / "usher.zip"))


def test_a_purge_tells_what_went(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'usher.db'}"
    monkeypatch.setenv("USHER_STORE__URL", url)
    asyncio.run(_call(url, SUMMER - timedelta(days=9_000)))
    assert usher("purge") == "Deleted what was over: calls: 1.\n"
    assert usher("purge") == "Nothing was over its time.\n"


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which Usher never ran."""
    monkeypatch.setenv("USHER_STORE__URL", "sqlite:///usher.db")
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMANDS_ON_WHAT_IS_KEPT = (["backup", "b.zip"], ["purge"], ["audit"], ["ask", "--report"], ["reload"])


@pytest.mark.parametrize("words", COMMANDS_ON_WHAT_IS_KEPT, ids=" ".join)
def test_in_the_wrong_folder_nothing_is_made_and_the_folder_is_told(nowhere: Path, words: list[str]) -> None:
    said = rf"There is no store at {nowhere}/usher.db \(store.url is relative to the working folder\)\. "
    with pytest.raises(Unusable, match=said):
        usher(*words)
    assert list(nowhere.iterdir()) == []


@pytest.mark.parametrize("words", COMMANDS_ON_WHAT_IS_KEPT, ids=" ".join)
def test_a_store_without_tables_is_no_store(nowhere: Path, words: list[str]) -> None:
    (nowhere / "usher.db").touch()
    with pytest.raises((Unusable, UserError), match=f"store {nowhere}/usher.db holds no tables"):
        usher(*words)
    assert not (nowhere / "b.zip").exists()


def test_a_backup_says_of_which_store_it_is(store_at: str, tmp_path: Path) -> None:
    assert f" of {tmp_path / 'usher.db'}. It holds" in usher("backup", str(tmp_path / "usher.zip"))


def test_a_backup_that_is_there_is_replaced_only_where_that_is_asked_for(
    store_at: str, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    file.write_text("the good one")
    with pytest.raises(UserError, match=r"b.zip is there already; name another file, or add --force\.$"):
        usher("backup", str(file))
    assert file.read_text() == "the good one"
    usher("backup", str(file), "--force")
    assert file.read_bytes().startswith(b"PK")


def test_a_backup_that_fails_leaves_the_older_one(nowhere: Path) -> None:
    (nowhere / "b.zip").write_text("the good one")
    with pytest.raises(Unusable):
        usher("backup", "b.zip", "--force")
    assert (nowhere / "b.zip").read_text() == "the good one"


def test_a_file_that_is_not_there_is_not_restored_and_leaves_no_store(nowhere: Path) -> None:
    with pytest.raises(UserError, match=r"Nothing was restored .*: there is no file nope\.zip\.$"):
        usher("restore", "nope.zip")
    assert list(nowhere.iterdir()) == []
