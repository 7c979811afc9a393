"""Numbers and dates that a question takes for granted, held against the call."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from commands.event.call import Call
from commands.event.quotation import Quotation

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(\d+(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_ASKED_PAGES = re.compile(
    rf"\b{_NUMBER}( and a half)?[ -]*(?:full |content )?(?:pages?|pgs?|pp|pagers?)\b", re.IGNORECASE
)
_KIND = r"\b(short|long|full|regular|tiny|extended abstract)"
_BOUND = r"(?:max(?:imum)?(?: of)?|up to|at most|limited to|no more than|within|not exceed(?:ing)?)"
_LIMIT = re.compile(rf"{_KIND}[^.;()|]{{0,40}}?\(?{_BOUND} {_NUMBER}[ -](?:content )?pages?", re.IGNORECASE)
_PLAIN_LIMIT = re.compile(rf"{_BOUND} {_NUMBER}[ -](?:content )?pages?", re.IGNORECASE)
_EXTRA = re.compile(
    rf"\b({'|'.join(_WORDS)}|an?|\d+) (?:additional|extra|more)(?: content)? pages?", re.IGNORECASE
)
_FINAL = re.compile(r"camera|final version|accept", re.IGNORECASE)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b({_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? (\d{{1,2}})\b", re.IGNORECASE
)
_DATE_TAKEN_FOR_GRANTED = re.compile(
    r"\bwhy\b|\b(deadline|due|clos\w+|notification|decisions?|notified)\b"
    r"( date)?( is| are| was| be)?( on| by)?( the)? *$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Limit:
    """A number of pages and the kind of paper it bounds; no kind where the call has one bound for all."""

    kind: str
    pages: float


def corrected(question: str, shown: Iterable[Quotation], call: Call) -> str:
    """One line on the pages or the date that the question names; empty where it names none."""
    words = " ".join(quotation.readable for quotation in shown)
    return _on_pages(question, words, call) or _on_date(question, words)


def _on_pages(question: str, words: str, call: Call) -> str:
    asked = _ASKED_PAGES.search(question)
    limits = page_limits(words)
    extra = _EXTRA.search(words) if _FINAL.search(question) else None
    if asked is None or not (limits or extra):
        return ""
    pages = _number(asked[1]) + (0.5 if asked[2] else 0)
    if extra:
        more = 1.0 if extra[1].lower() in ("a", "an") else _number(extra[1])
        limits = [Limit(limit.kind, limit.pages + more) for limit in page_limits(_all_words(call))]
    stage = " in the camera-ready version" if extra else ""
    verdicts = [f"{'within' if pages <= limit.pages else 'over'} {_named(limit)}" for limit in limits]
    return f"{pages:g} pages{stage}: {', '.join(verdicts)}." if verdicts else ""


def _all_words(call: Call) -> str:
    return "\n".join(passage.readable for passage in call.passages)


def page_limits(words: str) -> list[Limit]:
    """The limits that sentences state, the first for each kind of paper."""
    found = {kind.lower(): _number(pages) for kind, pages in reversed(_LIMIT.findall(words))}
    if found:
        return [Limit(kind, pages) for kind, pages in sorted(found.items(), key=lambda item: item[1])]
    plain = _PLAIN_LIMIT.search(words)
    return [Limit("", _number(plain[1]))] if plain else []


def _named(limit: Limit) -> str:
    papers = f" of {limit.kind} papers" if limit.kind else ""
    return f"the {limit.pages:g} pages{papers}"


def _number(said: str) -> float:
    word = said.lower()
    return _WORDS.index(word) + 1.0 if word in _WORDS else float(word.replace(",", "."))


def _on_date(question: str, words: str) -> str:
    asked, stated = _DATE.search(question), _DATE.search(words)
    if not asked or not stated or not _DATE_TAKEN_FOR_GRANTED.search(question[: asked.start()]):
        return ""
    dates = {_day(found) for found in _DATE.finditer(words)}
    return "" if _day(asked) in dates else f"The call says {stated[0]}, not {asked[0]}."


def _day(found: re.Match[str]) -> tuple[str, int]:
    return found[1][:3].lower(), int(found[2])
