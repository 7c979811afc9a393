"""Options as they came in, made into what the handler's signature asks for."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from commands.core.command import Command
from commands.core.errors import UserError
from commands.core.invocation import Raw
from commands.core.option import Kind, Option
from commands.core.upload import Upload
from commands.event.facts import Event

MEGABYTE = 1_000_000
LARGEST = 2**31 - 1  # of an integer that both databases keep
YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


def parse_options(command: Command, raw: Mapping[str, Raw], event: Event) -> dict[str, Any]:
    """The handler's keyword arguments; `UserError` names the option at fault and what it takes."""
    for name in raw:
        if command.option(name) is None:
            raise UserError(_unknown(command, name), field=name)
    return {option.name: _parsed(command, option, raw.get(option.name), event) for option in command.options}


def _unknown(command: Command, name: str) -> str:
    known = [option.name for option in command.offered]
    near = get_close_matches(name, known, n=1)
    if near:
        return f"/{command.name} has no option “{name}”. Did you mean “{near[0]}”?"
    takes = f"It takes {', '.join(known)}." if known else "It takes none."
    return f"/{command.name} has no option “{name}”. {takes}"


def _parsed(command: Command, option: Option, raw: Raw | None, event: Event) -> Any:
    if raw is None or raw in ("", ()):
        if option.required:
            raise UserError(_missing(command, option), field=option.name)
        return option.default
    return PARSERS[option.kind](option, raw, event)


def _missing(command: Command, option: Option) -> str:
    """What a dialog asks for goes by what the dialog calls it."""
    if command.form and not option.carried:
        return f"“{option.title}” is not filled in."
    said = option.description[:1].lower() + option.description[1:]
    return f"/{command.name} needs “{option.name}”: {said}."


def _text(option: Option, raw: Raw, _event: Event) -> str:
    text = _storable(str(raw))
    if option.maximum is not None and len(text) > option.maximum:
        message = f"“{option.name}” is {len(text):,} characters long; at most {option.maximum:,} fit."
        raise UserError(f"{message} Shorten it and send it again.", field=option.name)
    if option.minimum is not None and len(text) < option.minimum:
        raise UserError(f"“{option.name}” needs at least {option.minimum} characters.", field=option.name)
    return text


def _storable(text: str) -> str:
    """Without what no person types and no database keeps: NUL, and halves of a character."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _number(option: Option, raw: Raw, _event: Event) -> int | float:
    try:
        value = int(str(raw)) if option.kind == "integer" else float(str(raw))
    except ValueError:
        kind = "a whole number" if option.kind == "integer" else "a number"
        raise UserError(f"“{option.name}” must be {kind}, not “{raw}”.", field=option.name) from None
    if option.kind == "integer" and not abs(value) <= LARGEST:
        raise UserError(f"“{option.name}” is out of all bounds.", field=option.name)
    low, high = option.minimum, option.maximum
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise UserError(f"“{option.name}” must be {_range(low, high)}, not {raw}.", field=option.name)
    return value


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"between {low} and {high}"


def _flag(option: Option, raw: Raw, _event: Event) -> bool:
    word = str(raw).lower()
    if word not in YES | NO:
        raise UserError(f"“{option.name}” must be yes or no, not “{raw}”.", field=option.name)
    return word in YES


def _choice(option: Option, raw: Raw, event: Event) -> str:
    allowed = {choice.value.casefold(): choice.value for choice in option.allowed(event)}
    value = allowed.get(str(raw).casefold())
    if value is None:
        near = get_close_matches(str(raw).casefold(), allowed, n=1)
        hint = f" Did you mean “{allowed[near[0]]}”?" if near else ""
        listed = (
            ", ".join(f"“{known}”" for known in allowed.values()) or "nothing: none is set for this event"
        )
        raise UserError(f"“{option.name}” can't be “{raw}”. It can be {listed}.{hint}", field=option.name)
    return value


def _choices(option: Option, raw: Raw, event: Event) -> tuple[str, ...]:
    values = raw if isinstance(raw, tuple) else (str(raw),)
    chosen = tuple(dict.fromkeys(_choice(option, value, event) for value in values))
    low, high = option.minimum, option.maximum
    if (low is not None and len(chosen) < low) or (high is not None and len(chosen) > high):
        message = f"Choose {_range(low, high)} for “{option.name}”; you chose {len(chosen)}."
        raise UserError(message, field=option.name)
    return chosen


def _file(option: Option, raw: Raw, _event: Event) -> Upload:
    if not isinstance(raw, Upload):
        raise UserError(f"“{option.name}” takes a file. Attach it to the command.", field=option.name)
    if option.maximum is not None and raw.size > option.maximum:
        size, most = raw.size / MEGABYTE, option.maximum / MEGABYTE
        raise UserError(
            f"“{raw.name}” has {size:.1f} MB; at most {most:.0f} MB are taken.", field=option.name
        )
    return raw


PARSERS: dict[Kind, Callable[[Option, Raw, Event], Any]] = {
    "text": _text,
    "integer": _number,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "choices": _choices,
    "file": _file,
}
