"""`usher slack-manifest`: what makes an app on Slack."""

import json
from typing import Annotated

import typer

from bot.settings.load import load_settings
from bot.shell.options import ConfigFile
from commands.catalogue import COMMANDS
from commands.core.errors import UserError

Url = Annotated[
    str | None,
    typer.Option(help="Usher's public address (https://...), for mode http; left out, Slack uses a socket."),
]


NO_ADDRESS = "slack.mode is http, so Slack must know where Usher answers. Add --url https://your.host."


def slack_manifest(url: Url = None, config: ConfigFile = None) -> None:
    """Print the manifest for api.slack.com/apps: Create New App, From a manifest, JSON, paste."""
    from bot.on_slack.manifest import manifest, problems  # noqa: PLC0415 - loaded where it is used

    if url is None and load_settings(config).slack.mode == "http":
        raise UserError(NO_ADDRESS)
    made = manifest(COMMANDS, delivery_url(url) if url else None)
    wrong = problems(made)
    if wrong:
        raise UserError(" ".join(wrong))
    typer.echo(json.dumps(made, indent=2))


def delivery_url(address: str) -> str:
    """Where Slack is to deliver; an address that already names the place stays as it is."""
    from bot.on_slack.serve import PATH  # noqa: PLC0415 - loaded where it is used

    return address if address.rstrip("/").endswith(PATH) else f"{address.rstrip('/')}{PATH}"
