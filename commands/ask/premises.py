"""Numbers and dates that a question takes for granted, held against the call."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.event.call import Call
from commands.event.quotation import Quotation

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(\d+(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_ASKED_PAGES = re.compile(
    rf"\b{_NUMBER}( and a half)?[ -]*(?:full |content )?(?:pages?|pgs?|pp|pagers?)\b", re.IGNORECASE
)
_LIMIT_TAKEN_FOR_GRANTED = re.compile(
    r"\bwhy\b|\blimit(ed)? (is|was|of|to|at)\b|\bmaximum (is|was|of)\b", re.IGNORECASE
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


@dataclass(frozen=True)
class Correction:
    """A line derived from quotations; `because` is one that must be shown beside those there are."""

    line: str
    because: Quotation | None = None


def corrected(question: str, shown: Sequence[Quotation], call: Call) -> Correction | None:
    """Hold the pages or the date that the question names against what is shown."""
    return _on_pages(question, shown, call) or _on_date(question, shown)


def _on_pages(question: str, shown: Sequence[Quotation], call: Call) -> Correction | None:
    asked = _ASKED_PAGES.search(question)
    if asked is None:
        return None
    words = _words(shown)
    extra = _EXTRA.search(words) if _FINAL.search(question) else None
    limits, because = (page_limits(words), None) if not extra else _limits_in(call)
    more = _number(extra[1]) if extra else 0.0
    pages = _number(asked[1]) + (0.5 if asked[2] else 0.0)
    verdicts = [
        f"{'within' if pages <= limit.pages + more else 'over'} {_named(limit, more)}" for limit in limits
    ]
    stage = f" in the camera-ready version ({more:g} more than at submission)" if extra else ""
    line = f"Derived from the quoted limits: {pages:g} pages{stage} is {', '.join(verdicts)}."
    if _LIMIT_TAKEN_FOR_GRANTED.search(question) and pages not in {limit.pages + more for limit in limits}:
        line = f"The call sets no limit of {pages:g} pages. {line}"
    return Correction(line, because) if verdicts else None


def _limits_in(call: Call) -> tuple[list[Limit], Quotation | None]:
    """The first passage of the call that states limits."""
    for passage in call.passages:
        if limits := page_limits(passage.readable):
            return limits, Quotation(passage.text, passage.section, passage.line)
    return [], None


def _words(shown: Sequence[Quotation]) -> str:
    return " ".join(quotation.readable for quotation in shown)


def page_limits(words: str) -> list[Limit]:
    """The limits that sentences state, the first for each kind of paper."""
    found = {kind.lower(): _number(pages) for kind, pages in reversed(_LIMIT.findall(words))}
    if found:
        return [Limit(kind, pages) for kind, pages in sorted(found.items(), key=lambda item: item[1])]
    plain = _PLAIN_LIMIT.search(words)
    return [Limit("", _number(plain[1]))] if plain else []


def _named(limit: Limit, more: float) -> str:
    papers = f" of {limit.kind} papers" if limit.kind else ""
    return f"the {limit.pages + more:g} pages{papers}"


def _number(said: str) -> float:
    word = said.lower()
    if word in ("a", "an"):
        return 1.0
    return _WORDS.index(word) + 1.0 if word in _WORDS else float(word.replace(",", "."))


def _on_date(question: str, shown: Sequence[Quotation]) -> Correction | None:
    asked, dates = _DATE.search(question), list(_DATE.finditer(_words(shown)))
    if not asked or not dates or not _DATE_TAKEN_FOR_GRANTED.search(question[: asked.start()]):
        return None
    if _day(asked) in {_day(found) for found in dates}:
        return None
    return Correction(f"The call says {dates[0][0]}, not {asked[0]}.")


def _day(found: re.Match[str]) -> tuple[str, int]:
    return found[1][:3].lower(), int(found[2])
