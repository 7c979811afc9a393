"""Block Kit as Slack's reference has it: an unknown field or one that is too long is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

TEXT = {"type", "text"}
OBJECTS: dict[str, tuple[set[str], set[str]]] = {  # type: required and optional fields beside it
    "plain_text": ({"text"}, {"emoji"}),
    "mrkdwn": ({"text"}, {"verbatim"}),
    "header": ({"text"}, {"block_id"}),
    "section": (set(), {"text", "fields", "accessory", "block_id", "expand"}),
    "context": ({"elements"}, {"block_id"}),
    "actions": ({"elements"}, {"block_id"}),
    "divider": (set(), {"block_id"}),
    "rich_text": ({"elements"}, {"block_id"}),
    "rich_text_preformatted": ({"elements"}, {"border"}),
    "text": ({"text"}, {"style"}),
    "image": ({"alt_text"}, {"image_url", "slack_file", "title", "block_id"}),
    "input": ({"label", "element"}, {"block_id", "hint", "optional", "dispatch_action"}),
    "button": ({"text"}, {"action_id", "value", "style", "url", "confirm", "accessibility_label"}),
    "plain_text_input": ({"action_id"}, {"initial_value", "multiline", "min_length", "max_length"}),
    "email_text_input": ({"action_id"}, {"initial_value"}),
    "number_input": ({"is_decimal_allowed"}, {"action_id", "initial_value", "min_value", "max_value"}),
    "static_select": ({"action_id", "options"}, {"initial_option"}),
    "external_select": ({"action_id"}, {"initial_option", "min_query_length"}),
    "multi_static_select": ({"action_id", "options"}, {"initial_options", "max_selected_items"}),
    "multi_external_select": (
        {"action_id"},
        {"initial_options", "min_query_length", "max_selected_items"},
    ),
    "checkboxes": ({"action_id", "options"}, {"initial_options"}),
    "file_input": ({"action_id"}, {"filetypes", "max_files"}),
}
MESSAGE_TYPES = {"header", "section", "context", "actions", "divider", "image", "rich_text"}
VIEW_TYPES = MESSAGE_TYPES | {"input"}
LENGTHS = {
    ("header", "text"): 150,
    ("section", "text"): 3000,
    ("button", "text"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
}


class Refused(Exception):
    """Slack's `invalid_blocks`, with where."""


def need(holds: object, where: str) -> None:
    if not holds:
        raise Refused(where)


def check_message(blocks: Sequence[Mapping[str, Any]]) -> None:
    need(len(blocks) <= 50, f"{len(blocks)} blocks")
    for block in blocks:
        need(block["type"] in MESSAGE_TYPES, f"a {block['type']} in a message")
        check(block)
    total = sum(units(text) for text in texts(blocks))
    need(total <= 13_200, f"msg_blocks_too_long: {total}")


def check_view(view: Mapping[str, Any]) -> None:
    known = {"type", "title", "submit", "close", "blocks", "private_metadata", "callback_id"}
    need(set(view) <= known, f"a view with {set(view) - known}")
    need(len(view["blocks"]) <= 100, "more than 100 blocks")
    if view["type"] == "modal":
        need(view["blocks"], "an empty modal")
        for part in ("title", "submit", "close"):
            need(1 <= units(view[part]["text"]) <= 24, f"{part}: {view[part]['text']}")
        need(len(view.get("private_metadata", "")) <= 3000, "private_metadata")
    names = [block.get("block_id") for block in view["blocks"] if block.get("block_id")]
    need(len(names) == len(set(names)), "a block_id twice")
    for block in view["blocks"]:
        need(block["type"] in VIEW_TYPES, block["type"])
        check(block)


def check(part: Mapping[str, Any]) -> None:
    kind = part.get("type")
    need(kind in OBJECTS, f"an unknown {kind}")
    required, optional = OBJECTS[str(kind)]
    given = set(part) - {"type"}
    need(required <= given, f"{kind} without {required - given}")
    need(given <= required | optional, f"{kind} with {given - required - optional}")
    for name, value in part.items():
        if isinstance(value, dict) and "type" in value:
            check(value)
            most = LENGTHS.get((str(kind), name))
            need(most is None or units(value["text"]) <= most, f"{kind}.{name} is too long")
    SPECIAL.get(str(kind), lambda _part: None)(part)


def _text(part: Mapping[str, Any]) -> None:
    need(isinstance(part["text"], str) and part["text"].strip(), "an empty text")
    if part["type"] == "mrkdwn":
        need(part.get("verbatim") is True, "mrkdwn that looks for names and links by itself")


def _section(part: Mapping[str, Any]) -> None:
    need("text" in part or "fields" in part, "an empty section")
    fields = part.get("fields", [])
    need(len(fields) <= 10, "more than 10 fields")
    for field in fields:
        check(field)
        need(units(field["text"]) <= 2000, "a field is too long")


def _elements(most: int, kinds: set[str]) -> Any:
    def check_elements(part: Mapping[str, Any]) -> None:
        need(1 <= len(part["elements"]) <= most, f"{len(part['elements'])} elements")
        actions = [element.get("action_id") for element in part["elements"] if "action_id" in element]
        need(len(actions) == len(set(actions)), "an action_id twice")
        for element in part["elements"]:
            need(element["type"] in kinds, f"a {element['type']} there")
            check(element)

    return check_elements


def _button(part: Mapping[str, Any]) -> None:
    need(part["text"]["type"] == "plain_text", "a button with marks")
    need(len(part.get("value", "")) <= 2000 and len(part.get("action_id", "")) <= 255, "a long button")
    need(part.get("style") in {None, "primary", "danger"}, f"style {part.get('style')}")


def _options(part: Mapping[str, Any]) -> None:
    options = part["options"]
    need(1 <= len(options) <= (10 if part["type"] == "checkboxes" else 100), f"{len(options)} options")
    for option in options:
        check_option(option)
    given = part.get("initial_options") or [part[name] for name in ("initial_option",) if name in part]
    need(all(option in options for option in given), "an initial option that is not offered")


def check_option(option: Mapping[str, Any]) -> None:
    need(set(option) <= {"text", "value", "description"}, f"an option with {set(option)}")
    check(option["text"])
    need(units(option["text"]["text"]) <= 75 and 1 <= units(option["value"]) <= 150, f"option {option}")


def _text_input(part: Mapping[str, Any]) -> None:
    need(part.get("max_length", 1) <= 3000, "max_length")
    need(len(part.get("initial_value", "")) <= part.get("max_length", 3000), "a long initial value")


SPECIAL: dict[str, Any] = {
    "rich_text": _elements(50, {"rich_text_preformatted"}),
    "rich_text_preformatted": _elements(50, {"text"}),
    "text": lambda part: need(part["text"], "an empty text"),
    "plain_text": _text,
    "mrkdwn": _text,
    "section": _section,
    "context": _elements(10, {"mrkdwn", "plain_text", "image"}),
    "actions": _elements(25, {"button"}),
    "button": _button,
    "static_select": _options,
    "multi_static_select": _options,
    "checkboxes": _options,
    "plain_text_input": _text_input,
}


def units(text: str) -> int:
    """Characters as JavaScript counts them."""
    return len(text.encode("utf-16-le")) // 2


def texts(part: Any) -> list[str]:
    """Every text that a person reads, in order."""
    if isinstance(part, list):
        return [text for each in part for text in texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [text for value in part.values() for text in texts(value)]
