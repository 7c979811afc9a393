"""Curated answers: what organisers wrote beside the call, held against the call."""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from commands.ask.usual import USUAL, usual_questions
from commands.core.errors import UserError
from commands.event.call import Call
from commands.event.quotation import Quotation, check, locate

KINDS = ("answer", "topic", "silence")  # as the file names them
Kind = Literal["answer", "topic", "reading", "silence", "off_topic"]


@dataclass(frozen=True)
class Entry:
    """Ways of asking with one answer; a silence has no quotations."""

    name: str
    kind: Kind
    asked: tuple[str, ...]
    answer: str = ""
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Entries in the order of the file; `usual` are the usual questions that they speak for."""

    entries: tuple[Entry, ...] = ()
    usual: frozenset[str] = frozenset()
    not_exclusive: Quotation | None = None


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    asked: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()


class _Quoting(_Item):
    quotations: Annotated[tuple[str, ...], Field(min_length=1)]


class _Answer(_Quoting):
    answer: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    not_exclusive: str = ""
    answer: tuple[_Answer, ...] = ()
    topic: tuple[_Quoting, ...] = ()
    silence: tuple[_Item, ...] = ()


def load(text: str, call: Call) -> Answers:
    """Read answers; UserError names the entry whose quotation does not stand in the call."""
    file = _parse(text)
    items: list[tuple[Kind, _Item]] = [("answer", item) for item in file.answer]
    items += [("topic", item) for item in file.topic]
    items += [("silence", item) for item in file.silence]
    entries = tuple(entry for kind, item in items for entry in _entries(kind, item, call))
    spoken_for = frozenset(name for _, item in items for name in item.usual)
    not_exclusive = _quotation("not_exclusive", file.not_exclusive, call) if file.not_exclusive else None
    return Answers(entries, spoken_for, not_exclusive)


def _parse(text: str) -> _File:
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"The answers are not valid TOML: {error}.") from None
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"The answers can't be read: {_said(data, first)}") from None


def _said(data: dict[str, Any], error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
        name = str(error["loc"][0])
        near = get_close_matches(name, KINDS, n=1) or KINDS
        return f"there is no “{name}”. Did you mean {' or '.join(f'[[{each}]]' for each in near)}?"
    return f"{_place(data, error['loc'])}: {error['msg'][:1].lower()}{error['msg'][1:]}."


def _place(data: Any, location: tuple[int | str, ...]) -> str:
    """Name the entry and its key as its author wrote them."""
    words = []
    for part in location:
        data = data[part] if isinstance(part, int) else data.get(part, {})
        named = isinstance(part, int) and isinstance(data, dict)
        words.append(f"“{data.get('name', part)}”" if named else str(part))
        if not isinstance(data, dict | list):
            break
    return " ".join(words)


def _entries(kind: Kind, item: _Item, call: Call) -> list[Entry]:
    usual = [Entry(name, kind, _usual(item.name, name)) for name in item.usual]
    if not isinstance(item, _Quoting):
        return [Entry(item.name, kind, item.asked), *usual]
    quotations = tuple(_quotation(item.name, quotation, call) for quotation in item.quotations)
    answer = item.answer if isinstance(item, _Answer) else ""
    asked = (*item.asked, *(asked for entry in usual for asked in entry.asked))
    return [Entry(item.name, kind, asked, answer, quotations)]


def _usual(name: str, usual: str) -> tuple[str, ...]:
    known = usual_questions()
    if usual not in known:
        near = " or ".join(f"“{each}”" for each in get_close_matches(usual, known))
        meant = f"Did you mean {near}? " if near else ""
        raise UserError(
            f"The answer “{name}” names the usual question “{usual}”, but there is none. "
            f"{meant}All of them stand in {USUAL}."
        )
    return known[usual].asked


def _quotation(name: str, quotation: str, call: Call) -> Quotation:
    """Take the whole passage that the quotation stands in, where one passage holds it."""
    try:
        check(call, quotation)
    except UserError as error:
        raise UserError(f"The answer “{name}”: {error}") from None
    holding = next((passage for passage in call.passages if quotation in passage.text), None)
    return Quotation(holding.text, holding.section, holding.line) if holding else locate(call, quotation)
