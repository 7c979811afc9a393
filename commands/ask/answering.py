"""A question answered from the call: stated with quotations, silent, or off topic."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from commands.ask.answers import Entry, Kind
from commands.ask.knowledge import Knowledge, as_quotation
from commands.ask.premises import corrected
from commands.event.quotation import Quotation

Outcome = Literal["stated", "silent", "off_topic"]

_OUTCOMES: dict[Kind, Outcome] = {
    "answer": "stated",
    "topic": "stated",
    "reading": "stated",
    "silence": "silent",
    "off_topic": "off_topic",
}

LONGEST_QUESTION = 1000  # characters that are read; a real question is shorter
SHOWN = 3
ROOM = 1200  # readable characters of all quotations together
LONGEST_TOPIC = 80  # characters of a passage that stand for it
NOT_EXCLUSIVE = "This is among the directions of interest (“{topic}”); the list is not exclusive."

_LEAD = 0.25  # by which the best quotation leads where it is shown alone
_NAMED = 0.2  # from which likelihood an entry is taken for what was asked
_NEXT = 0.1  # what each further quotation of an entry is worth less
_LEAST = 0.05  # likelihood below which an entry does not speak for an answer, however many others do
_MOST = 0.8  # of what a passage can say, so that a silence that is asked for outright outweighs it
_NEAR = 0.3  # from which nearness a passage speaks for an answer
_BESIDE = 0.8  # from which worth a passage is shown where the call is silent
_SHARE = 0.5  # of that worth, for the entry that alone speaks for an answer


@dataclass(frozen=True)
class Weights:
    """What a passage's nearness adds to its rank and to an answer, and by how much an answer must lead."""

    rank: float
    states: float
    margin: float


TEXT_ALONE = Weights(rank=0.4, states=2.0, margin=0.0)
CURATED = Weights(rank=0.1, states=0.0, margin=0.05)


@dataclass(frozen=True)
class Answered:
    """Quotations best first; `nearest` is what comes closest when the call is silent, and no answer.

    `topic` is the same for questions that were decided by the same entry or passage.
    """

    outcome: Outcome
    answer: str | None = None
    quotations: tuple[Quotation, ...] = ()
    nearest: Quotation | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Weighed:
    """What speaks for each outcome, the entry asked for most, and the quotations best first."""

    stated: float  # less the margin that it needs
    silent: float
    off_topic: float
    entry: Entry | None
    quotations: tuple[tuple[Quotation, float], ...]
    nearest: Quotation | None  # what one may want to read where nothing is stated
    refusing: Mapping[Outcome, str]  # the entry that speaks most for silence, and for being off topic

    @property
    def outcome(self) -> Outcome:
        if self.quotations and self.stated > self.silent + self.off_topic:
            return "stated"
        return "silent" if self.silent > self.off_topic else "off_topic"


def answer(question: str, knowledge: Knowledge) -> Answered:
    """Say what the call states on the question, that it is silent, or that this is not about the call."""
    weighed = weigh(question, knowledge)
    match weighed.outcome:
        case "stated":
            return _stated(question, weighed, knowledge)
        case "silent":
            return Answered("silent", nearest=weighed.nearest, topic=weighed.refusing.get("silent"))
        case "off_topic":
            return Answered("off_topic", topic=weighed.refusing.get("off_topic"))


def weigh(question: str, knowledge: Knowledge) -> Weighed:
    asked = knowledge.features(question[:LONGEST_QUESTION])
    likely = knowledge.likely(question[:LONGEST_QUESTION], asked)
    near = knowledge.passages.near(asked)
    weights = CURATED if knowledge.answers.entries else TEXT_ALONE
    speaking: dict[Outcome, float] = defaultdict(float)
    leading: dict[Outcome, str] = {}
    for name in sorted(likely, key=likely.__getitem__):
        outcome = _OUTCOMES[knowledge.entries[name].kind]
        speaking[outcome] += likely[name] if outcome != "stated" or likely[name] >= _LEAST else 0.0
        leading[outcome] = name
    nearest = max(0.0, max(near.values(), default=0.0) - _NEAR)
    ranked = _ranked(knowledge, likely, near, weights.rank)
    return Weighed(
        stated=speaking["stated"] + min(_MOST, weights.states * nearest) - weights.margin,
        silent=speaking["silent"],
        off_topic=speaking["off_topic"],
        entry=_leading(knowledge, likely, ranked[0][0]) if ranked else None,
        quotations=ranked,
        nearest=_nearest(knowledge, likely, near),
        refusing={outcome: name for outcome, name in leading.items() if likely[name] >= _NAMED},
    )


def _nearest(
    knowledge: Knowledge, likely: Mapping[str, float], near: Mapping[int, float]
) -> Quotation | None:
    """The passage that is near in its words and is what an answer would open with, were there one."""
    opening = {name: knowledge.entries[name].quotations[:1] for name in likely}
    stating = sum(likely[name] for name in likely if opening[name])
    worth = {as_quotation(knowledge.call.passages[number]): score for number, score in near.items()}
    for name, quotations in opening.items():
        for quotation in quotations:
            worth[quotation] = worth.get(quotation, 0.0) + _SHARE * likely[name] / stating
    best = max(worth, key=worth.__getitem__, default=None)
    return best if best and worth[best] >= _BESIDE else None


def _leading(knowledge: Knowledge, scores: Mapping[str, float], best: Quotation) -> Entry | None:
    """The likeliest entry that opens with the best quotation, so that its line speaks of what is quoted."""
    stating = [name for name in scores if knowledge.entries[name].quotations]
    opening = [name for name in stating if knowledge.entries[name].quotations[0] == best]
    first = max(opening or stating, key=scores.__getitem__, default=None)
    return knowledge.entries[first] if first else None


def _ranked(
    knowledge: Knowledge, scores: Mapping[str, float], near: Mapping[int, float], nearness: float
) -> tuple[tuple[Quotation, float], ...]:
    """Every quotation that anything speaks for: the entry that gives it, and its own nearness."""
    given: dict[Quotation, float] = {}
    for name, score in scores.items():
        entry = knowledge.entries[name]
        for place, quotation in enumerate(entry.quotations):
            worth = score if entry.kind == "reading" else score - _NEXT * place
            given[quotation] = max(given.get(quotation, 0.0), worth)
    for number, score in near.items():
        quotation = as_quotation(knowledge.call.passages[number])
        given[quotation] = given.get(quotation, 0.0) + nearness * score
    return tuple(sorted(given.items(), key=lambda item: (-item[1], item[0].line)))


def shown(weighed: Weighed) -> Iterator[Quotation]:
    """The best quotation, and those that come near it, within the room there is."""
    room = ROOM
    least = weighed.quotations[0][1] - _LEAD
    for quotation, worth in weighed.quotations[:SHOWN]:
        if worth >= least and (room == ROOM or len(quotation.readable) <= room):
            room -= len(quotation.readable)
            yield quotation


def _stated(question: str, weighed: Weighed, knowledge: Knowledge) -> Answered:
    """Show the curated line of the entry whose words are shown, after what a false premise needs."""
    quoted = tuple(shown(weighed))
    entry = weighed.entry if weighed.entry and weighed.entry.quotations[0] in quoted else None
    curated = _line(entry) if entry else ""
    topic = entry.name if entry else quoted[0].readable[:LONGEST_TOPIC]
    correction = corrected(question, quoted, knowledge.call)
    if correction and correction.because and correction.because not in quoted:
        quoted = (quoted[0], correction.because)
    said = " ".join(part for part in (correction.line if correction else "", curated) if part)
    return Answered("stated", said or None, quoted, topic=topic)


def _line(entry: Entry) -> str:
    return NOT_EXCLUSIVE.format(topic=entry.name) if entry.kind == "topic" else entry.answer
