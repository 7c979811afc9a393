"""The shell as a whole."""

import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from bot.shell.main import COMMANDS, app

HEAVY = ("discord", "slack_bolt", "slack_sdk", "pypdfium2", "PIL")


def test_every_command_explains_itself() -> None:
    listed = CliRunner().invoke(app, ["--help"]).output
    for command in COMMANDS:
        assert command.__name__.replace("_", "-") in listed
        assert (command.__doc__ or "").split(".")[0][:20] in listed


def test_it_tells_its_version() -> None:
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.output) == (0, f"Usher {version('usher-bot')}\n")


@pytest.mark.parametrize("library", HEAVY)
def test_the_shell_starts_without_the_libraries_of_front_ends_and_papers(library: str) -> None:
    loaded = f"import sys, bot.shell.main; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
