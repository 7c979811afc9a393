"""`usher`: every command of the shell in one place."""

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from bot.shell.ask import ask
from bot.shell.audit import audit
from bot.shell.backup import backup, restore
from bot.shell.checkpdf import checkpdf
from bot.shell.discord_invite import discord_invite
from bot.shell.doctor import doctor
from bot.shell.init import init
from bot.shell.playground import playground
from bot.shell.purge import purge
from bot.shell.reload import reload
from bot.shell.run import run
from bot.shell.slack_manifest import slack_manifest
from commands.core.errors import UserError
from storage.errors import StoreError, Unusable

USAGE_ERROR = 2  # exit status where what was asked or set must be changed, as shells expect
UNAVAILABLE = 1  # where another try may succeed

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Usher, a bot for the chat of a research workshop. `usher playground` tries it in a browser.",
    pretty_exceptions_enable=False,
)


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - as typer calls it
    if asked:
        Console().print(f"Usher {version('usher-bot')}", highlight=False)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
]


@app.callback()
def _options(*, version: Version = False) -> None:
    """Options of the shell itself."""


COMMANDS = (
    run,
    playground,
    init,
    doctor,
    reload,
    discord_invite,
    slack_manifest,
    backup,
    restore,
    purge,
    audit,
    checkpdf,
    ask,
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the shell; an error for people is printed as a sentence, never as a trace."""
    try:
        app()
    except UserError as error:
        _refuse(str(error), USAGE_ERROR)
    except Unusable as error:
        _refuse(str(error), UNAVAILABLE)
    except StoreError as error:
        _refuse(f"Usher can't open its store: {error}. See store.url in the settings.", UNAVAILABLE)


def _refuse(said: str, status: int) -> NoReturn:
    Console(stderr=True).print(f"[red]{escape(said)}[/red]", soft_wrap=True)
    sys.exit(status)
