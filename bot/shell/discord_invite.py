"""`usher discord-invite`: put Usher into a Discord server."""

from typing import Annotated

import typer
from rich.console import Console

from bot.settings.load import load_settings
from bot.shell.options import ConfigFile
from commands.core.errors import UserError

Application = Annotated[
    int | None, typer.Option(help="The Application ID; left out, it is read from the token.")
]

NO_APPLICATION = "Set USHER_DISCORD__TOKEN, or give the Application ID with --application."


def discord_invite(config: ConfigFile = None, application: Application = None) -> None:
    """Print the address at which a server's manager lets Usher in."""
    from bot.on_discord.invite import application_of, invite  # noqa: PLC0415 - loaded where it is used

    settings = load_settings(config).discord
    if application is None and settings.token is None:
        raise UserError(NO_APPLICATION)
    known = application or application_of(settings.token.get_secret_value() if settings.token else "")
    Console().print(invite(known, settings.guild), markup=False, highlight=False, soft_wrap=True)
