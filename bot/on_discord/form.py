"""A command's form as a Discord dialog, and what came back from one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import discord
from discord import ui

from bot.characters import length
from bot.on_discord.limits import (
    CHOICE,
    CHOICES,
    INPUT,
    LABEL,
    MODAL_FIELDS,
    MODAL_TITLE,
    PLACEHOLDER,
    SUMMARY,
    shortened,
)
from commands.core.command import Command
from commands.core.invocation import Raw
from commands.core.option import Choice, Option
from commands.core.upload import Upload
from commands.event.facts import Event

Received = Mapping[str, Any]
Receive = Callable[[Option, Received], Upload]
"""Makes an upload of an attachment as Discord describes it."""

SHORT = 200  # characters up to which a text gets one line


def pages(command: Command, event: Event) -> list[list[Option]]:
    """As many fields at a time as a dialog holds; what is required comes first where one would not do."""
    ordered = [option for option in command.fields if option.can_be_asked(event)] or list(command.fields)
    if any(option.required for option in ordered[MODAL_FIELDS:]):
        ordered.sort(key=lambda option: not option.required)
    return [ordered[start : start + MODAL_FIELDS] for start in range(0, len(ordered), MODAL_FIELDS)]


def page_of(command: Command, event: Event, name: str | None) -> int:
    """The page on which an option stands; the first for what is none."""
    numbered = enumerate(pages(command, event))
    return next((number for number, page in numbered if any(option.name == name for option in page)), 0)


def missing(command: Command, said: Mapping[str, Raw]) -> bool:
    """Whether something is required that was not said."""
    return any(option.required and said.get(option.name) in (None, "", ()) for option in command.options)


def dialog(command: Command, event: Event, page: int, known: Mapping[str, Raw], custom_id: str) -> ui.Modal:
    """Pre-filled with what is known; a page that is gone since opens the first."""
    title = command.form.title if command.form else command.name
    modal = ui.Modal(title=shortened(title, MODAL_TITLE), custom_id=custom_id)
    all_pages = pages(command, event)
    for option in all_pages[page if page < len(all_pages) else 0]:
        modal.add_item(_label(option, event, known.get(option.name, option.default)))
    modal.stop()  # submissions are read by their custom id, also after a restart
    return modal


def _label(option: Option, event: Event, value: Raw | None) -> ui.Label[Any]:
    described = option.described(event)
    if isinstance(value, Upload):
        described = f"Leave empty to keep {value.name}"
    return ui.Label(
        text=shortened(option.title, LABEL),
        description=shortened(described, SUMMARY),
        component=_field(option, event, value),
    )


def _field(option: Option, event: Event, value: Raw | None) -> ui.Item[Any]:
    match option.kind:
        case "file":
            required = option.required and not isinstance(value, Upload)
            return ui.FileUpload(custom_id=option.name, required=required, min_values=1, max_values=1)
        case "flag":
            return ui.Checkbox(custom_id=option.name, default=value is True)
        case "text" | "integer" | "number" | "choice" | "choices":
            choices = _selectable(option, event)
            return _select(option, choices, value) if choices else _input(option, value)


def _selectable(option: Option, event: Event) -> tuple[Choice, ...]:
    """Few enough to pick from a list; none where the value is typed."""
    if option.kind == "integer" and option.minimum is not None and option.maximum is not None:
        numbers = range(option.minimum, option.maximum + 1)
        few = numbers if len(numbers) <= CHOICES else ()
        return tuple(Choice(str(number), str(number)) for number in few)
    allowed = option.allowed(event) if option.kind in {"choice", "choices"} else ()
    return allowed if len(allowed) <= CHOICES else ()


def _select(option: Option, choices: Sequence[Choice], value: Raw | None) -> ui.Select[Any]:
    many = option.kind == "choices"
    most = min(option.maximum or len(choices), len(choices)) if many else 1
    least = min(option.minimum or 1, most) if many and option.needed else int(option.required)
    chosen = (value if isinstance(value, tuple) else () if value is None else (str(value),))[:most]
    options = [
        discord.SelectOption(
            label=shortened(choice.label or choice.value, CHOICE),
            value=_carried(choice.value),
            default=choice.value in chosen,
        )
        for choice in choices
    ]
    return ui.Select(
        custom_id=option.name, options=options, required=option.needed, min_values=least, max_values=most
    )


def _carried(value: str) -> str:
    """A choice's value as a select can hold it; a long one is known by its digest."""
    return value if 0 < length(value) <= CHOICE else sha256(value.encode()).hexdigest()


def _input(option: Option, value: Raw | None) -> ui.TextInput[Any]:
    is_text = option.kind == "text"
    most = min(option.maximum or INPUT, INPUT) if is_text else INPUT
    long = option.multiline or (is_text and most > SHORT)
    written = ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return ui.TextInput(
        custom_id=option.name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=option.needed,
        default=shortened(written, most) or None,
        placeholder=shortened(_hint(option), PLACEHOLDER) or None,
        min_length=_least(option, written) if is_text else None,
        max_length=most,
    )


def _least(option: Option, written: str) -> int | None:
    """Discord opens no dialog with less in a field than the field asks for."""
    least = min(option.minimum or 0, INPUT)
    return None if least == 0 or 0 < len(written) < least else least


def _hint(option: Option) -> str:
    if option.kind == "choices":
        return "Several, with commas between them"
    if option.kind in {"integer", "number"} and option.minimum is not None and option.maximum is not None:
        return f"{option.minimum} to {option.maximum}"
    return ""


def typed(command: Command, event: Event, data: Received, receive: Receive) -> dict[str, Raw]:
    """The options of a submitted dialog; a file that was left out stays as it was."""
    files = data.get("resolved", {}).get("attachments", {})
    said: dict[str, Raw] = {}
    for component in _components(data.get("components", [])):
        option = command.option(str(component.get("custom_id", "")))
        if option is None:
            continue
        if option.kind != "file":
            said[option.name] = _value(option, event, component)
        elif component.get("values"):
            said[option.name] = receive(option, files[component["values"][0]])
    return said


def _components(found: Sequence[Received]) -> Iterator[Received]:
    for component in found:
        inner = component.get("component")
        yield from _components([inner] if inner else component.get("components", []))
        if "custom_id" in component:
            yield component


def _value(option: Option, event: Event, component: Received) -> Raw:
    if "values" not in component:
        value = component.get("value", "")
        return split(option, event, value) if isinstance(value, str) else bool(value)
    carried = {_carried(choice.value): choice.value for choice in _selectable(option, event)}
    chosen = tuple(carried.get(value, value) for value in component["values"])
    return chosen if option.kind == "choices" else next(iter(chosen), "")


def split(option: Option, event: Event, value: str) -> Raw:
    """Several choices typed with commas between them, which may stand in a choice too."""
    allowed = {choice.value.casefold() for choice in option.allowed(event)}
    if option.kind != "choices" or value.casefold() in allowed:
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())
