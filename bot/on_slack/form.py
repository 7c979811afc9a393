"""A command's options as a dialog, and what was filled in as an invocation's options."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    EmailInputElement,
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    InputBlock,
    NumberInputElement,
    PlainTextInputElement,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as Item
from slack_sdk.models.blocks.block_elements import FileInputElement, InputInteractiveElement
from slack_sdk.models.views import View

from bot.characters import length
from bot.on_slack import limits
from bot.on_slack.shortcuts import shortcut_for
from bot.on_slack.spans import clean, plain
from commands.core.command import Command
from commands.core.invocation import Raw
from commands.core.option import Choice, Option
from commands.core.upload import Upload
from commands.event.facts import Event

CALLBACK = "form"
FIELD = "option:"
"""Begins the action id of every input; the option's name follows, and is the block's id."""
YES, NO = "yes", "no"
EMAIL = "email"
"""The name of a text option that Slack can check as it is typed."""

MakeUpload = Callable[[Mapping[str, Any], int | None], Upload]
"""Takes a file as Slack tells of it, and the most bytes to fetch."""


@dataclass(frozen=True)
class Origin:
    """Where a dialog was opened from, carried through it: its answer goes there."""

    command: str
    channel: str = ""
    response_url: str = ""
    carried: Mapping[str, Raw] = field(default_factory=dict)

    def packed(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def unpacked(cls, text: str) -> "Origin":
        return cls(**json.loads(text))


def opens_first(command: Command, given: Mapping[str, Raw]) -> bool:
    """Whether a dialog must ask for what is missing: it has one and nothing was said, or it needs a file."""
    missing = [option for option in command.options if option.required and option.name not in given]
    if command.form is None:
        return any(option.kind == "file" for option in missing)
    return bool(missing) or not given


def view(command: Command, event: Event, filled: Mapping[str, Raw], origin: Origin) -> dict[str, Any]:
    """The dialog, opening with what is known."""
    title = command.form.title if command.form else f"/{command.name}"
    submit = command.form.submit if command.form else "Send"
    asked = [option for option in command.fields if option.can_be_asked(event)]
    blocks = [_input(command, option, event, filled.get(option.name)) for option in asked]
    shown = View(
        type="modal",
        callback_id=CALLBACK,
        title=plain(title, limits.VIEW_TITLE),
        submit=plain(submit, limits.VIEW_TITLE),
        close=plain("Cancel"),
        blocks=blocks[: limits.VIEW_BLOCKS],
        private_metadata=origin.packed(),
    )
    return shown.to_dict()


def _input(command: Command, option: Option, event: Event, value: Raw | None) -> InputBlock:
    if value is None and option.default not in {None, ""}:
        value = option.default
    return InputBlock(
        block_id=option.name,
        label=plain(option.title),
        hint=plain(_hint(command, option, event), limits.INPUT_LABEL),
        optional=not option.needed or option.kind == "flag",
        element=_element(option, event, value),
    )


def _hint(command: Command, option: Option, event: Event) -> str:
    shortcut = shortcut_for(command.name)
    if option.kind != "file" or shortcut is None:
        return option.described(event)
    larger = (
        f"A file of more than 10 MB goes another way: post it, then “{shortcut.name}” in its message's menu."
    )
    return f"{option.described(event)}. {larger}"


def _element(option: Option, event: Event, value: Raw | None) -> InputInteractiveElement:  # noqa: PLR0911
    # One return for each kind.
    action, choices = f"{FIELD}{option.name}", option.allowed(event)
    match option.kind:
        case "integer" | "number":
            return _number(option, action, value)
        case "flag":
            return _flag(option, action, value)
        case "file":
            return FileInputElement(action_id=action, max_files=1)
        case "choice":
            return _select(action, choices, value)
        case "choices":
            return _multi_select(option, action, choices, value)
        case "text" if option.suggest:
            given = _item(Choice(str(value), str(value))) if value else None
            return ExternalDataSelectElement(action_id=action, initial_option=given, min_query_length=0)
        case _:
            return _text(option, action, value)


def _text(option: Option, action: str, value: Raw | None) -> InputInteractiveElement:
    given = str(value) if value else None
    if option.name == EMAIL:
        return EmailInputElement(action_id=action, initial_value=given)
    most = min(option.maximum or limits.INPUT_TEXT, limits.INPUT_TEXT)
    return PlainTextInputElement(
        action_id=action,
        initial_value=given[:most] if given else None,
        multiline=option.multiline or None,
        min_length=option.minimum or None,
        max_length=most,
    )


def _number(option: Option, action: str, value: Raw | None) -> InputInteractiveElement:
    low, high = option.minimum, option.maximum
    return NumberInputElement(
        action_id=action,
        is_decimal_allowed=option.kind == "number",
        initial_value=str(value) if value is not None else None,
        min_value=str(low) if low is not None else None,
        max_value=str(high) if high is not None else None,
    )


def _flag(option: Option, action: str, value: Raw | None) -> InputInteractiveElement:
    yes = Item(value=YES, text=plain(option.title, limits.OPTION_LABEL))
    ticked = str(value).lower() in {"true", YES, "on", "1"}
    return CheckboxesElement(action_id=action, options=[yes], initial_options=[yes] if ticked else None)


def _select(action: str, choices: Sequence[Choice], value: Raw | None) -> InputInteractiveElement:
    given = next((_item(each) for each in choices if each.value == value), None)
    if len(choices) > limits.OPTIONS or not choices:
        return ExternalDataSelectElement(action_id=action, initial_option=given, min_query_length=0)
    return StaticSelectElement(
        action_id=action, options=[_item(each) for each in choices], initial_option=given
    )


def _multi_select(
    option: Option, action: str, choices: Sequence[Choice], value: Raw | None
) -> InputInteractiveElement:
    picked = value if isinstance(value, tuple) else (value,)
    given = [_item(each) for each in choices if each.value in picked] or None
    if len(choices) > limits.OPTIONS or not choices:
        return ExternalDataMultiSelectElement(
            action_id=action, initial_options=given, min_query_length=0, max_selected_items=option.maximum
        )
    return StaticMultiSelectElement(
        action_id=action,
        options=[_item(each) for each in choices],
        initial_options=given,
        max_selected_items=option.maximum,
    )


def _item(choice: Choice) -> Item:
    return Item(
        value=_key(choice), text=plain(clean(choice.label).strip() or choice.value, limits.OPTION_LABEL)
    )


def _key(choice: Choice) -> str:
    """What stands for a choice: its value, or a digest where Slack takes no value that long."""
    if length(choice.value) <= limits.OPTION_VALUE:
        return choice.value
    return sha256(choice.value.encode()).hexdigest()


def suggestions(found: Sequence[Choice], option: Option, typed: str) -> list[dict[str, Any]]:
    """What a select offers while one types; where any text will do, also what was typed."""
    said = typed.strip()
    known = {choice.value.casefold() for choice in found}
    own = [Choice(said, said)] if option.kind == "text" and said and said.casefold() not in known else []
    fit = [choice for choice in [*own, *found] if option.kind != "text" or _key(choice) == choice.value]
    return [_item(choice).to_dict() for choice in fit[: limits.OPTIONS]]


def filled_in(
    command: Command, event: Event, values: Mapping[str, Any], make_upload: MakeUpload
) -> dict[str, Raw]:
    """The options that a submitted dialog holds; what was left empty is left out."""
    given: dict[str, Raw] = {}
    for option in command.fields:
        state = values.get(option.name, {}).get(f"{FIELD}{option.name}", {})
        value = _value(option, event, state, make_upload)
        if value is not None and value not in ("", ()):
            given[option.name] = value
    return given


def _value(option: Option, event: Event, state: Mapping[str, Any], make_upload: MakeUpload) -> Raw | None:
    picked = state.get("selected_options") or [state["selected_option"]] if _is_picked(state) else []
    by_key = {_key(choice): choice.value for choice in option.allowed(event)}
    values = tuple(by_key.get(each["value"], each["value"]) for each in picked)
    match option.kind:
        case "flag":
            return YES if values else NO
        case "file":
            return next((make_upload(file, option.maximum) for file in state.get("files") or ()), None)
        case "choices":
            return values
        case _:
            return values[0] if values else state.get("value")


def _is_picked(state: Mapping[str, Any]) -> bool:
    return bool(state.get("selected_options") or state.get("selected_option"))
