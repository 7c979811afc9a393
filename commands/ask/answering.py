"""A question answered from the call: stated with quotations, silent, or off topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from commands.ask.answers import Entry
from commands.ask.knowledge import Knowledge
from commands.ask.words import features
from commands.event.quotation import Quotation

Outcome = Literal["stated", "silent", "off_topic"]

LONGEST_QUESTION = 1000  # characters that are read; a real question is shorter
SHOWN = 3
ROOM = 1200  # readable characters of all quotations together
_STATING = ("answer", "topic", "passage")
_FLOOR = 0.12
_LEAD = 0.25  # by which the best entry leads where it is quoted alone


@dataclass(frozen=True)
class Answered:
    """Quotations best first; `nearest` is what comes closest when the call is silent, and no answer."""

    outcome: Outcome
    answer: str | None = None
    quotations: tuple[Quotation, ...] = ()
    nearest: Quotation | None = None


@dataclass(frozen=True)
class Scored:
    entry: Entry
    score: float


def answer(question: str, knowledge: Knowledge) -> Answered:
    """Say what the call states on the question, that it is silent, or that this is not about the call."""
    ranked = rank(question, knowledge)
    stating = [scored for scored in ranked if scored.entry.kind in _STATING]
    outcome = decide(ranked)
    if outcome == "stated":
        return Answered("stated", stating[0].entry.answer or None, tuple(_shown(stating)))
    nearest = stating[0].entry.quotations[0] if outcome == "silent" and stating else None
    return Answered(outcome, nearest=nearest)


def rank(question: str, knowledge: Knowledge) -> list[Scored]:
    scores = knowledge.classifier.scores(features(question[:LONGEST_QUESTION]))
    scored = [Scored(knowledge.entries[name], score) for name, score in scores.items()]
    return sorted(scored, key=lambda each: -each.score)


def decide(ranked: Sequence[Scored]) -> Outcome:
    if not ranked or ranked[0].score < _FLOOR:
        return "off_topic"
    best = dict.fromkeys(("stated", "silence", "off_topic"), 0.0)
    for scored in ranked:
        kind = "stated" if scored.entry.kind in _STATING else scored.entry.kind
        best[kind] = max(best[kind], scored.score)
    if best["stated"] > max(best["silence"], best["off_topic"]):
        return "stated"
    return "silent" if best["silence"] >= best["off_topic"] else "off_topic"


def _shown(stating: Sequence[Scored]) -> Iterable[Quotation]:
    """The best entry's quotation, then of others nearly as good the first of each, then the best's others."""
    best = stating[0]
    near = [scored for scored in stating[1:] if scored.score >= best.score - _LEAD]
    offered = [best.entry.quotations[0], *(scored.entry.quotations[0] for scored in near[: SHOWN - 1])]
    room = ROOM
    for quotation in list(dict.fromkeys([*offered, *best.entry.quotations]))[:SHOWN]:
        size = len(quotation.readable)
        if size <= room:
            room -= size
            yield quotation
