"""What organisers answered, found again when somebody asks alike."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from commands.ask.answering import Answered
from commands.ask.knowledge import Knowledge
from commands.event.quotation import Quotation

SAME = 0.8  # likeness from which an answer is given even where the call says something
ALIKE = 0.6  # likeness from which it is given where the call says nothing
NEAR = 0.45  # likeness from which it is shown there as the answer to a question like it


@dataclass(frozen=True)
class OrganisersAnswer:
    """`asked` are the question as it was put and those merged into it; `topic` is what the call is silent on.

    `quotation` holds the words of the call that say so; without any the organisers set it themselves.
    """

    question: int
    version: int
    asked: tuple[str, ...]
    topic: str | None
    text: str
    quotation: Quotation | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """`closely`: what was asked is nearly what the organisers were asked."""

    answer: OrganisersAnswer
    closely: bool


@dataclass(frozen=True)
class Learnt:
    """The organisers' answers beside the call; words weigh here what they weigh there."""

    answers: tuple[OrganisersAnswer, ...] = ()
    knowledge: Knowledge | None = None

    def find(self, question: str, said: Answered) -> Found | None:
        """The organisers' answer to the question, where one is meant; `said` is what the call says."""
        likeness, nearest = self._nearest(question)
        if said.outcome == "stated":
            return Found(nearest, closely=True) if nearest and likeness >= SAME else None
        if nearest and likeness >= NEAR:
            return Found(nearest, closely=likeness >= ALIKE)
        alike = self._on_topic(said.topic) if said.outcome == "silent" else None
        return Found(alike, closely=False) if alike else None

    def _on_topic(self, topic: str | None) -> OrganisersAnswer | None:
        """The newest answer on what the call is silent on."""
        return next((answer for answer in reversed(self.answers) if topic and answer.topic == topic), None)

    def _nearest(self, question: str) -> tuple[float, OrganisersAnswer | None]:
        if not self._asked or self.knowledge is None:
            return 0.0, None
        meant = _weighed(self.knowledge, question)
        scored = ((_likeness(meant, words), answer) for words, answer in self._asked)
        return max(scored, key=lambda scored: scored[0])

    @cached_property
    def _asked(self) -> list[tuple[dict[str, float], OrganisersAnswer]]:
        knowledge = self.knowledge
        if knowledge is None:
            return []
        return [(_weighed(knowledge, text), answer) for answer in self.answers for text in answer.asked]


def _weighed(knowledge: Knowledge, text: str) -> dict[str, float]:
    """Of length one, rare words the heavier."""
    learned = knowledge.classifier
    weighed = {
        feature: weight * learned.rarity.get(feature, learned.unknown)
        for feature, weight in knowledge.features(text).items()
    }
    length = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
    return {feature: weight / length for feature, weight in weighed.items()}


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(feature, 0.0) for feature, weight in one.items())
