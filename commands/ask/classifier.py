"""Which entry a question asks for, learned from the ways of asking: multinomial logistic regression."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from commands.ask.lesson import Lesson, Rows, Weights, softmax
from commands.ask.words import NEIGHBOURS, Features

Row = tuple[str, Features]


@dataclass(frozen=True)
class Classifier:
    """How likely a question asks for each entry; `weights` is features by entries."""

    names: Sequence[str]
    rarity: dict[str, float]
    unknown: float
    places: dict[str, int]
    weights: Weights

    @classmethod
    def learn(cls, asked: Iterable[Row], quoted: Iterable[Row]) -> "Classifier":
        """`asked` are ways of asking with the entry they ask for, `quoted` the words that answer."""
        rows = Rows()
        for name, features in asked:
            rows.add(name, features)
        ways = len(rows.entries)
        for name, features in quoted:
            rows.add(name, features)
        lesson = Lesson(rows, ways)
        rare = zip(rows.places, map(float, lesson.rarity), strict=True)
        rarity = dict(compress(rare, lesson.kept & (lesson.seen > 0)))
        places = {feature: place for place, feature in enumerate(compress(rows.places, lesson.kept))}
        return cls(list(rows.names), rarity, lesson.unknown, places, lesson.learned())

    def probabilities(self, features: Features) -> dict[str, float]:
        """Of each entry, one in all; of none where nothing in the question is known."""
        said = self._normalised(features)
        known = [name for name in said if name in self.places]
        if not known:
            return {}
        values = np.array([said[name] for name in known], np.float32)
        likely = softmax(values @ self.weights[[self.places[name] for name in known]])
        return dict(zip(self.names, map(float, likely), strict=True))

    def _normalised(self, features: Features) -> Features:
        weighed = {
            name: weight * self.rarity.get(name, self.unknown)
            for name, weight in features.items()
            if name in self.rarity or not name.startswith(NEIGHBOURS)
        }
        norm = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
        return {name: weight / norm for name, weight in weighed.items()}
