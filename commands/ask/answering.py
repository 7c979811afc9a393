"""A question answered from the call: stated with quotations, silent, or off topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from commands.ask.answers import Entry
from commands.ask.index import Near
from commands.ask.knowledge import Knowledge
from commands.ask.words import features
from commands.event.quotation import Quotation

Outcome = Literal["stated", "silent", "off_topic"]

LONGEST_QUESTION = 1000  # characters that are read; a real question is shorter
SHOWN = 3
ROOM = 1200  # readable characters of all quotations together
_STATING = ("answer", "topic", "passage")
_FLOOR = 0.12
_ALSO = 0.55  # of the best score, from which another entry is quoted as well


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
    near: Near


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
    near = knowledge.index.near(features(question[:LONGEST_QUESTION]))
    scored = [Scored(knowledge.entries[name], found) for name, found in near.items()]
    return sorted(scored, key=lambda each: -each.near.score)


def decide(ranked: Sequence[Scored]) -> Outcome:
    if not ranked or ranked[0].near.score < _FLOOR:
        return "off_topic"
    best = dict.fromkeys(("stated", "silence", "off_topic"), 0.0)
    for scored in ranked:
        kind = "stated" if scored.entry.kind in _STATING else scored.entry.kind
        best[kind] = max(best[kind], scored.near.score)
    if best["stated"] > max(best["silence"], best["off_topic"]):
        return "stated"
    return "silent" if best["silence"] >= best["off_topic"] else "off_topic"


def _shown(stating: Sequence[Scored]) -> Iterable[Quotation]:
    """The quotations of the best entry, then those of others nearly as good, within the room there is."""
    enough = stating[0].near.score * _ALSO
    room, shown = ROOM, 0
    seen = set()
    for scored in stating:
        for quotation in scored.entry.quotations:
            size = len(quotation.readable)
            if scored.near.score >= enough and shown < SHOWN and size <= room and quotation not in seen:
                seen.add(quotation)
                room, shown = room - size, shown + 1
                yield quotation
