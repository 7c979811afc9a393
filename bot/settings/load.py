"""Settings from a TOML file and `USHER_...` variables, the variables first; errors name the key."""

import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.reading import read_text
from bot.settings.model import EventSettings, Settings
from bot.settings.secrets import may_hold_a_secret, read_secrets, refuse_secrets
from commands.core.errors import UserError

EXAMPLE_NAME = "config.example.toml"
HOME = Path(__file__).parent.parent.parent


def load_settings(path: Path | None = None) -> Settings:
    """`path`, else `config.toml` in the working folder, else the example; `UserError` names what is wrong."""
    file = path or _default()
    given = _read(file)
    refuse_secrets(file, given)
    try:
        settings = Settings(**_merged(given, read_secrets(file.parent)))
    except ValidationError as error:
        raise UserError(_explained(file, error.errors())) from None
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
        raise UserError(f"{file} is not valid TOML: {error}.") from None


def _merged(given: dict[str, Any], secrets: dict[str, dict[str, Any]]) -> dict[str, Any]:
    sections = {name: {**given.get(name, {}), **secret} for name, secret in secrets.items()}
    return {**given, **sections}


def _resolved(event: EventSettings, folder: Path) -> EventSettings:
    """Paths in the file are relative to the file."""
    answers = folder / event.answers if event.answers else None
    return event.model_copy(update={"call": folder / event.call, "answers": answers})


def _explained(file: Path, errors: Iterable[ErrorDetails]) -> str:
    listed = "\n".join(f"  {_key(error['loc'])}: {_said(error)}" for error in errors)
    return f"The settings in {file} (or USHER_... variables) can't be used:\n{listed}"


def _key(location: tuple[int | str, ...]) -> str:
    """`event.deadlines[2].date`, the second one counted from 1 as people count."""
    said = ""
    for part in location:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return said.lstrip(".") or "the file"


def _said(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return f"there is no such setting. {_nearest(error['loc'])}"
    if error["type"] == "missing":
        return "it is missing."
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    if isinstance(error["input"], str | int | float) and not may_hold_a_secret(error["loc"]):
        return f"{said[:1].lower()}{said[1:]}, not {error['input']!r}."
    return f"{said[:1].lower()}{said[1:]}."


def _nearest(location: tuple[int | str, ...]) -> str:
    known = _known_keys(tuple(part for part in location[:-1] if isinstance(part, str)))
    near = get_close_matches(str(location[-1]), known, n=1)
    return f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(known)}."


def _known_keys(path: tuple[str, ...]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in path:
        model = next(models_in(model.model_fields[part].annotation))
    return list(model.model_fields)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The settings models inside an annotation such as `tuple[Deadline, ...]` or `Template | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)
