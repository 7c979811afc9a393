"""The declared commands as the page's picker and dialogs need them."""

from collections.abc import Iterable
from typing import Any

from commands.core.command import Command
from commands.core.invocation import Invocation, Raw
from commands.core.option import Option
from commands.core.upload import Upload
from commands.event.facts import Event

VALUE_LENGTH = 120  # characters of an option's value that are shown again
HIDDEN = "…"


def described(command: Command, event: Event) -> dict[str, Any]:
    return {
        "name": command.name,
        "summary": command.summary,
        "example": command.example,
        "private": command.private,
        "listed": command.listed,
        "form": {"title": command.form.title, "submit": command.form.submit} if command.form else None,
        "options": [_option(option, event) for option in command.offered],
    }


def _option(option: Option, event: Event) -> dict[str, Any]:
    return {
        "name": option.name,
        "label": option.title,
        "description": option.described(event),
        "kind": option.kind,
        "required": option.required,
        "needed": option.needed,
        "carried": option.carried,
        "multiline": option.multiline,
        "minimum": option.minimum,
        "maximum": option.maximum,
        "default": option.default if isinstance(option.default, str | int | float | bool) else None,
        "choices": [{"value": choice.value, "label": choice.label} for choice in option.allowed(event)],
        "suggests": option.suggest is not None or option.choices is not None,
    }


def typed(call: Invocation, commands: Iterable[Command]) -> str:
    """The call as one would type it: `/deadline which:submission`; of a secret option, the name alone."""
    known = [option for command in commands if command.name == call.name for option in command.options]
    secret = {option.name for option in known if option.secret}
    unseen = {option.name for option in known if not option.offered}
    told = {name: raw for name, raw in call.options.items() if name not in unseen}
    said = (f"{name}:{HIDDEN if name in secret else _shortened(raw)}" for name, raw in told.items())
    return " ".join([f"/{call.name}", *said])


def _shortened(raw: Raw) -> str:
    match raw:
        case Upload(name=name):
            value = name
        case tuple():
            value = ", ".join(raw)
        case _:
            value = str(raw)
    return value if len(value) <= VALUE_LENGTH else f"{value[:VALUE_LENGTH]}…"
