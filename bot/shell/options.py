"""Options that every shell command takes."""

from pathlib import Path
from typing import Annotated

import typer

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="The settings file; else config.toml here, else the example."),
]
