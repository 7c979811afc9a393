"""A question that leans on the one before, told in full."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDING = " \t\n?？!.…"
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\b(?:papers?|work|stud(?:y|ies)|research|submissions?|something|anything) (?:on|about|into) "
    r"(?P<subject>.+?)(?= (?:fit|fits|be|is|are|in scope|welcome|ok|okay|allowed|accepted|suit)\b|[?,]|$)",
    re.IGNORECASE,
)
_LONGEST_PART = 8  # words; more than these make a question by themselves


@dataclass(frozen=True)
class _Language:
    """How people go on asking, as `follow_up.toml` lists it."""

    opener: re.Pattern[str]
    fillers: frozenset[str]
    bare: frozenset[str]
    pronouns: frozenset[str]
    light: frozenset[str]
    slots: tuple[tuple[re.Pattern[str], ...], ...]


@cache
def _language() -> _Language:
    data = tomllib.loads(files("commands.ask").joinpath("follow_up.toml").read_text("utf-8"))
    openers = "|".join(sorted(map(re.escape, data["openers"]), key=len, reverse=True))
    return _Language(
        re.compile(rf"[\s¿]*(?:(?:{openers})(?:\b|(?<=[^\x00-\x7f]))[\s,]*)+", re.IGNORECASE),
        frozenset(data["fillers"]),
        frozenset(data["bare"]),
        frozenset(data["pronouns"]),
        frozenset(data["light"]),
        tuple(tuple(_alternative(each) for each in slot) for slot in data["slots"].values()),
    )


def _alternative(pattern: str) -> re.Pattern[str]:
    """Match it as a word of its own; scripts without spaces know no such thing."""
    return re.compile(rf"(?<![a-zà-ÿа-я]){pattern}(?![a-zà-ÿа-я])", re.IGNORECASE)


def resolve(question: str, earlier: str | None) -> str:
    """Tell a follow-up in full by the question before it; one that stands alone comes back as it is."""
    if not earlier or not earlier.strip():
        return question
    before = earlier.strip().rstrip(_ENDING)
    part = question.strip().rstrip(_ENDING).lstrip("¿¡ ")
    opening = _language().opener.match(part)
    rest = part[opening.end() :] if opening else part
    if _is_bare(rest or part):
        return (
            f"{_first_upper(rest or part)}{' ' if _AUXILIARY.match(before) else ': '}{_first_lower(before)}?"
        )
    return _with_alternative(rest, before) or _leaning(part, rest, before, opened=bool(opening)) or question


def _is_bare(part: str) -> bool:
    return " ".join(_words(part)) in _language().bare


def _with_alternative(rest: str, before: str) -> str | None:
    """Put what is named now in the place of what it excludes, or beside the question before."""
    named = [(slot, found) for slot in _language().slots if (found := _named(slot, rest))]
    if not named or not _says_no_more(rest, (found for _, found in named)):
        return None
    for slot, found in named:
        for replaced in _alternatives_in(slot, before):
            if replaced.re is not found.re:
                return f"{before[: replaced.start()]}{found[0]}{before[replaced.end() :]}?"
    return f"{before}, {rest}?"


def _named(slot: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next(_alternatives_in(slot, text), None)


def _alternatives_in(slot: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (found for alternative in slot if (found := alternative.search(text)))


def _says_no_more(rest: str, named: Iterable[re.Match[str]]) -> bool:
    left = rest
    for found in named:
        left = left.replace(found[0], " ")
    return all(word in _language().fillers for word in _words(left))


def _leaning(part: str, rest: str, before: str, *, opened: bool) -> str | None:
    """Ask the same of another subject, or join a question that only points back to the one before."""
    words = _words(part)
    if len(words) > _LONGEST_PART:
        return None
    subject = _SUBJECT.search(before)
    if (
        opened
        and subject
        and rest
        and not _AUXILIARY.match(rest)
        and not _language().bare & set(_words(rest))
    ):
        return f"{before[: subject.start('subject')]}{rest}{before[subject.end('subject') :]}?"
    points_back = any(word in _language().pronouns for word in words)
    if points_back and all(word in _language().pronouns | _language().light for word in words):
        return f"{before}? {_first_upper(part)}?"
    return None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_lower(text: str) -> str:
    """Lower the first letter, except in a word that is written with more capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
