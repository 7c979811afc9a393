"""What pydantic finds wrong with the settings, in words that name the key and what to write."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.settings.model import Settings
from bot.settings.secrets import may_hold_a_secret
from commands.event.times import Unclear, read_day

A_DAY = "2026-03-13"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


def explained(file: Path, errors: Iterable[ErrorDetails]) -> str:
    listed = "\n".join(f"  {_key(error['loc'])}: {_said(error)}" for error in errors)
    return f"The settings in {file} (or secrets, or USHER_... variables) can't be used:\n{listed}"


def _key(location: tuple[int | str, ...]) -> str:
    """`event.deadlines[2].date`, the second one counted from 1 as people count."""
    said = ""
    for part in location:
        if part != "[key]":  # the name itself, which stands before
            said += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return said.lstrip(".") or "the file"


def _said(error: ErrorDetails) -> str:
    return _WORDS.get(error["type"], _as_pydantic_says)(error)


def _as_pydantic_says(error: ErrorDetails) -> str:
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    if isinstance(error["input"], str | int | float) and not may_hold_a_secret(error["loc"]):
        return f"{said[:1].lower()}{said[1:]}, not {error['input']!r}."
    return f"{said[:1].lower()}{said[1:]}."


def _as_section(error: ErrorDetails) -> str:
    return f"write it as a section, [{_key(error['loc'])}]."


def _as_list(error: ErrorDetails) -> str:
    if isinstance(error["input"], dict):
        return f"write it in two brackets, [[{_key(error['loc'])}]]."
    return f"write a list: [{json.dumps(error['input'], ensure_ascii=False, default=str)}]."


def _as_day(error: ErrorDetails) -> str:
    name, given = error["loc"][-1], error["input"]
    if not isinstance(given, str):
        return f"write a day alone, as in {name} = {A_DAY}."
    if _ISO.fullmatch(given):
        return f"there is no such day, {given}."
    day = _day(given)
    how = f"write {name} = {day}" if day else f"write a day, as in {name} = {A_DAY}"
    return f"{how}, without quotation marks, not {given!r}."


def _day(given: str) -> dt.date | None:
    """What is meant, where it names its year and reads one way only."""
    try:
        return read_day(given, dt.date.min) if _YEAR.search(given) else None
    except Unclear:
        return None


def _unknown(error: ErrorDetails) -> str:
    location = error["loc"]
    known = _known_keys(tuple(part for part in location[:-1] if isinstance(part, str)))
    near = get_close_matches(str(location[-1]), known, n=1)
    meant = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(known)}."
    return f"there is no such setting. {meant}"


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


_WORDS: Mapping[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: "it is missing.",
    "extra_forbidden": _unknown,
    "tuple_type": _as_list,
    "model_type": _as_section,
    "dict_type": _as_section,
    "date_type": _as_day,
    "date_parsing": _as_day,
    "date_from_datetime_parsing": _as_day,
    "date_from_datetime_inexact": _as_day,
}
