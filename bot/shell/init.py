"""`usher init`: the files for another workshop."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.reading import read_call
from bot.settings.model import MOST_TITLE
from commands.core.errors import UserError

TEMPLATES = Path(__file__).parent / "templates"

Folder = Annotated[Path, typer.Argument(help="Where to write config.toml and call.md.")]
Name = Annotated[str, typer.Option(prompt="The workshop's name", help="The workshop's name.")]
CallFile = Annotated[Path | None, typer.Option("--call", help="Your call for papers, Markdown or text.")]


def init(name: Name, folder: Folder = Path(), call: CallFile = None) -> None:
    """Write the settings and the call for papers of your own workshop, ready to be filled in."""
    if not (name.isprintable() and name.strip() and len(name) <= MOST_TITLE):
        raise UserError(f"--name: the workshop's name is one line of 1 to {MOST_TITLE} characters.")
    files = {
        folder / "config.toml": _config(name),
        folder / "call.md": _call(name, call),
    }
    for file in files:
        if file.exists():
            raise UserError(f"{file} is there already and was left alone. Name another folder.")
    _write(folder, files)
    _say_what_next(folder, has_call=call is not None)


def _config(name: str) -> str:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return (TEMPLATES / "config.toml").read_text(encoding="utf-8").replace("@NAME@", quoted)


def _call(name: str, call: Path | None) -> str:
    if call is None:
        return (TEMPLATES / "call.md").read_text(encoding="utf-8").replace("@NAME@", name)
    return read_call(call, "--call")


def _write(folder: Path, files: dict[Path, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"The files could not be written: {error.strerror}.") from None


def _say_what_next(folder: Path, *, has_call: bool) -> None:
    config, first = folder / "config.toml", 1 if has_call else 2
    said = [
        f"Wrote {config} and {folder / 'call.md'}.",
        *([] if has_call else [f"1. Put your call for papers into {folder / 'call.md'}."]),
        f"{first}. Fill in the dates and limits in {config}.",
        f"{first + 1}. Try it: {shlex.join([*_called(), 'playground', '--config', str(config)])}",
    ]
    Console().print("\n".join(said), highlight=False, soft_wrap=True, markup=False)


def _called() -> list[str]:
    """Usher as this call named it, which a shell without an activated environment finds again."""
    return [sys.executable, "-m", "bot"] if Path(sys.argv[0]).name == "__main__.py" else [sys.argv[0]]
