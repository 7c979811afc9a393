"""What people usually ask about any call, and what they ask that is about no call."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

USUAL = files("commands.ask") / "usual.toml"
_MACROS = {
    "{date}": (
        r"(\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
        r"|\b\d{1,2}(st|nd|rd|th)?\.? (of )?(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)"
        r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)"
    ),
    "{time}": r"(\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?([ap]\.?m\b|h\b|o'clock)|\bnoon\b|\bmidnight\b)",
    "{number}": r"(\d+|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bseven|\beight|\bnine|\bten|\btwelve)",
}


@dataclass(frozen=True)
class UsualQuestion:
    """Ways of asking, and how a sentence reads that answers."""

    name: str
    asked: tuple[str, ...]
    shows: tuple[re.Pattern[str], ...]


@cache
def usual_questions() -> dict[str, UsualQuestion]:
    return {
        item["name"]: UsualQuestion(
            item["name"], tuple(item["asked"]), tuple(_pattern(shown) for shown in item["shows"])
        )
        for item in _data("usual.toml")["question"]
    }


@cache
def off_topic_questions() -> dict[str, tuple[str, ...]]:
    """Ways of asking for what no call says, by kind."""
    return {kind: tuple(asked) for kind, asked in _data("off_topic.toml")["kinds"].items()}


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("commands.ask").joinpath(name).read_text("utf-8"))


def _pattern(shown: str) -> re.Pattern[str]:
    for macro, meaning in _MACROS.items():
        shown = shown.replace(macro, meaning)
    return re.compile(shown, re.IGNORECASE)
