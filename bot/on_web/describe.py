"""The declared commands as the page's picker and dialogs need them."""

from typing import Any

from commands.core.command import Command
from commands.core.invocation import Invocation, Raw
from commands.core.option import Option
from commands.core.upload import Upload
from commands.event.facts import Event

VALUE_LENGTH = 120  # characters of an option's value that are shown again


def described(command: Command, event: Event) -> dict[str, Any]:
    return {
        "name": command.name,
        "summary": command.summary,
        "example": command.example,
        "private": command.private,
        "form": {"title": command.form.title, "submit": command.form.submit} if command.form else None,
        "options": [_option(option, event) for option in command.options],
    }


def _option(option: Option, event: Event) -> dict[str, Any]:
    return {
        "name": option.name,
        "description": option.description,
        "kind": option.kind,
        "required": option.required,
        "multiline": option.multiline,
        "minimum": option.minimum,
        "maximum": option.maximum,
        "default": option.default if isinstance(option.default, str | int | float | bool) else None,
        "choices": [{"value": choice.value, "label": choice.label} for choice in option.allowed(event)],
        "suggests": option.suggest is not None or option.choices is not None,
    }


def typed(call: Invocation) -> str:
    """The call as one would type it: `/deadline which:submission`."""
    return " ".join([f"/{call.name}", *(f"{name}:{_shortened(raw)}" for name, raw in call.options.items())])


def _shortened(raw: Raw) -> str:
    match raw:
        case Upload(name=name):
            value = name
        case tuple():
            value = ", ".join(raw)
        case _:
            value = str(raw)
    return value if len(value) <= VALUE_LENGTH else f"{value[:VALUE_LENGTH]}…"
