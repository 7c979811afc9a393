"""Settings from a TOML file and `USHER_...` variables, the variables first; errors name the key."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.reading import read_text
from bot.settings.explain import explained
from bot.settings.model import EventSettings, Settings
from bot.settings.secrets import read_secrets, refuse_secrets
from commands.core.errors import UserError

EXAMPLE_NAME = "config.example.toml"
NO_DAY = "Invalid date or datetime"  # as tomllib says it of February 30
HOME = Path(__file__).parent.parent.parent


def load_settings(path: Path | None = None) -> Settings:
    """`path`, else `config.toml` in the working folder, else the example; `UserError` names what is wrong."""
    file = path or _default()
    given = _read(file)
    refuse_secrets(file, given)
    try:
        settings = Settings(**_merged(given, read_secrets(file.parent)))
    except SettingsError as error:
        said = f"The USHER_... variables can't be used: {error}."
        raise UserError(f"{said} A list or a whole section is written as JSON there.") from None
    except ValidationError as error:
        raise UserError(explained(file, error.errors())) from None
    return settings.model_copy(update={"event": _resolved(settings.event, file.parent)})


def example() -> Path:
    """The settings that ship with Usher."""
    return HOME / EXAMPLE_NAME


def _default() -> Path:
    own = Path("config.toml")
    return own if own.exists() else example()


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(file, "The settings", "`usher init` writes one."))
    except tomllib.TOMLDecodeError as error:
        said = str(error).replace(NO_DAY, "there is no such day")
        raise UserError(f"{file} is not valid TOML: {said}.") from None


def _merged(given: dict[str, Any], secrets: dict[str, dict[str, Any]]) -> dict[str, Any]:
    sections = {name: {**given.get(name, {}), **secret} for name, secret in secrets.items()}
    return {**given, **sections}


def _resolved(event: EventSettings, folder: Path) -> EventSettings:
    """Paths in the file are relative to the file."""
    answers = folder / event.answers if event.answers else None
    return event.model_copy(update={"call": folder / event.call, "answers": answers})
