"""What the settings say of the event, to compare with what they said before."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from textwrap import shorten
from typing import Any

from bot.settings.model import EventSettings

SHOWN = 60  # characters of a value in a difference

Facts = Mapping[str, str]
"""Every setting of the event by its path; of the files that it names, a digest of their text."""


def facts_of(settings: EventSettings) -> Facts:
    """Taken before the files are read: an edit after that is a difference from what is in effect."""
    files = {"call": settings.call, "answers": settings.answers}
    told = settings.model_dump(mode="json", exclude_none=True, exclude=set(files))
    digests = {name: _digest(path) for name, path in files.items() if path}
    return {**dict(_flat(told, "event")), **{f"event.{name}": digest for name, digest in digests.items()}}


def difference(before: Facts, after: Facts) -> Sequence[str]:
    """A line for each setting that was added, removed or changed."""
    names = dict.fromkeys((*after, *before))
    return [
        _changed(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _changed(name: str, before: str | None, after: str | None) -> str:
    if name in {"event.call", "event.answers"}:
        return f"{name}: its text is another"
    shown = [
        shorten(value, SHOWN, placeholder=" …") if value is not None else "nothing"
        for value in (before, after)
    ]
    return f"{name}: {shown[0]} → {shown[1]}"


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Items of a list go by their key or title, so that one that is put first changes no other."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            named = inner.get("key", inner.get("title", number)) if isinstance(inner, Mapping) else number
            yield from _flat(inner, f"{path}[{named}]")
    else:
        yield path, str(value)


def _digest(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""  # whoever reads it next tells what is wrong with it
