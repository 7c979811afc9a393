"""Frozen values as JSON and back, so that what was said can be kept and sent later."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from commands.core import reply
from commands.core.invocation import Invocation
from commands.core.spool import Spool
from commands.delivery.post import Post

TYPE = "type"


def to_json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def read_json(text: str) -> Any:
    """The value that `to_json` wrote; `ValueError` for a type that nothing here knows."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        return {TYPE: type(value).__name__, **named}
    match value:
        case tuple() | list():
            return [_plain(item) for item in value]
        case Mapping():
            return {TYPE: "mapping", "items": {key: _plain(item) for key, item in value.items()}}
        case bytes() | Spool():
            return {TYPE: "bytes", "base64": b64encode(bytes(value)).decode()}
        case datetime() | date():
            return {TYPE: type(value).__name__, "iso": value.isoformat()}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    return _typed(plain) if isinstance(plain, dict) else plain


def _typed(plain: Mapping[str, Any]) -> Any:
    match plain[TYPE]:
        case "mapping":
            return {key: _value(item) for key, item in plain["items"].items()}
        case "bytes":
            return b64decode(plain["base64"])
        case "datetime":
            return datetime.fromisoformat(plain["iso"])
        case "date":
            return date.fromisoformat(plain["iso"])
    return _built(plain)


def _built(plain: Mapping[str, Any]) -> Any:
    found = KNOWN.get(plain[TYPE])
    if found is None:
        raise ValueError(f"nothing is called {plain[TYPE]!r}")
    return found(**{name: _value(item) for name, item in plain.items() if name != TYPE})


def _spoken() -> dict[str, Any]:
    said = [item for item in vars(reply).values() if isinstance(item, type) and is_dataclass(item)]
    return {item.__name__: item for item in (*said, Invocation, Post)}


KNOWN = _spoken()
