"""`usher init` writes files that work as they are."""

import shlex
import sys
from pathlib import Path

import pytest

from bot.event import read_event
from bot.settings.load import load_settings
from bot.settings.model import LimitsSettings, PapersSettings
from bot.shell.init import init
from commands.core.errors import UserError


def test_the_files_it_writes_can_be_used_at_once(tmp_path: Path) -> None:
    init('The "Second" \\o/ Workshop', tmp_path / "new")
    event = read_event(load_settings(tmp_path / "new" / "config.toml").event)
    assert event.name == 'The "Second" \\o/ Workshop'
    assert event.deadlines == ()


@pytest.mark.parametrize(
    ("called", "named"),
    [
        (".venv/bin/usher", [".venv/bin/usher"]),
        ("/home/An Other/[bold]/usher", ["/home/An Other/[bold]/usher"]),
        ("/opt/usher/bot/__main__.py", [sys.executable, "-m", "bot"]),
    ],
)
def test_it_ends_with_a_command_to_type_as_it_stands(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    called: str,
    named: list[str],
) -> None:
    monkeypatch.setattr("sys.argv", [called, "init"])
    folder = tmp_path / "my [dim] workshop"
    init("A workshop", folder)
    said = capsys.readouterr().out
    assert f"Wrote {folder / 'config.toml'} and {folder / 'call.md'}.\n1. " in said
    _, command = said.split("\n3. Try it: ")
    assert shlex.split(command) == [*named, "playground", "--config", str(folder / "config.toml")]


def test_a_call_that_is_there_already_is_taken(tmp_path: Path) -> None:
    (tmp_path / "cfp.txt").write_text("Papers are due on May 14, 2027.")
    init("A workshop", tmp_path / "new", tmp_path / "cfp.txt")
    event = read_event(load_settings(tmp_path / "new" / "config.toml").event)
    assert event.call.text == "Papers are due on May 14, 2027."


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "long " * 30])
def test_a_name_that_can_not_be_one_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"--name: .* one line of 1 to 100 characters"):
        init(name, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_call_is_refused_before_anything_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "cfp.txt").write_text(text)
    with pytest.raises(UserError, match=r"--call: .*cfp\.txt is empty\. Put the call for papers into it\."):
        init("A workshop", tmp_path / "new", tmp_path / "cfp.txt")
    assert not (tmp_path / "new").exists()


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "call.md").write_text("precious")
    with pytest.raises(UserError, match="is there already and was left alone"):
        init("A workshop", tmp_path)
    assert (tmp_path / "call.md").read_text() == "precious"
    assert not (tmp_path / "config.toml").exists()


def test_a_call_that_can_not_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"--call: there is no file .*nowhere\.md"):
        init("A workshop", tmp_path / "new", tmp_path / "nowhere.md")


def test_every_commented_setting_of_the_template_is_valid_and_its_bounds_are_the_defaults(
    tmp_path: Path,
) -> None:
    init("A workshop", tmp_path)
    file = tmp_path / "config.toml"
    lines = [line.removeprefix("# ") for line in file.read_text().splitlines()]
    file.write_text("\n".join(line for line in lines if line.startswith("[") or " = " in line))
    settings = load_settings(file)
    assert settings.event.tracks[0].pages == 8
    assert (settings.papers, settings.limits) == (PapersSettings(), LimitsSettings())
