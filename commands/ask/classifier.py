"""Which entry a question asks for, learned from the ways of asking: multinomial logistic regression."""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from commands.ask.words import Features

Row = tuple[str, Features]
Weights = NDArray[np.float32]

_EPOCHS = 8
_FIRST_STEP, _DECAY = 8.0, 0.7
_QUOTED = 0.5  # what the words that answer teach, beside 1 for a way of asking
_SEED = 1  # visits the rows in a scattered order that is the same at each start


@dataclass(frozen=True)
class Classifier:
    """How likely a question asks for each entry; `weights` is features by entries."""

    names: Sequence[str]
    rarity: dict[str, float]
    unknown: float
    places: dict[str, int]
    weights: Weights

    @classmethod
    def learn(cls, asked: Sequence[Row], quoted: Iterable[Row]) -> "Classifier":
        """`asked` are ways of asking with the entry they ask for, `quoted` the words that answer."""
        seen = Counter(feature for _, features in asked for feature in features)
        often = {feature for feature, times in seen.items() if times > 1}
        rarity, unknown = _rarity([(name, _without_strays(features, often)) for name, features in asked])
        lesson = _Lesson(rarity, unknown)
        for weight, taught in ((1.0, asked), (_QUOTED, quoted)):
            for name, features in taught:
                lesson.add(name, features, weight)
        return cls(list(lesson.names), rarity, unknown, lesson.places, lesson.learned())

    def probabilities(self, features: Features) -> dict[str, float]:
        """Of each entry, one in all; of none where nothing in the question is known."""
        said = _normalised(features, self.rarity, self.unknown)
        known = [name for name in said if name in self.places]
        if not known:
            return {}
        values = np.array([said[name] for name in known], np.float32)
        likely = _softmax(values @ self.weights[[self.places[name] for name in known]])
        return dict(zip(self.names, map(float, likely), strict=True))


def _rarity(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Weigh a feature by how few entries share it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, features in rows:
        for feature in features:
            owners[feature].add(name)
    entries = len({name for name, _ in rows})
    rarity = {feature: math.log(1 + entries / len(named)) for feature, named in owners.items()}
    return rarity, math.log(1 + entries)


def _without_strays(features: Features, known: Container[str]) -> Features:
    """Leave out neighbours that met once: they are most of all features, and tell nothing."""
    return {name: weight for name, weight in features.items() if name in known or not name.startswith("b:")}


def _normalised(features: Features, rarity: dict[str, float], unknown: float) -> Features:
    telling = _without_strays(features, rarity)
    weighted = {name: weight * rarity.get(name, unknown) for name, weight in telling.items()}
    norm = math.sqrt(sum(weight**2 for weight in weighted.values())) or 1.0
    return {name: weight / norm for name, weight in weighted.items()}


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


@dataclass(frozen=True)
class _Taught:
    """A row by the numbers of its features and of its entry."""

    places: NDArray[np.intp]
    values: NDArray[np.float32]
    entry: int
    weight: float


@dataclass
class _Lesson:
    """Rows with their features and entries numbered as they come."""

    rarity: dict[str, float]
    unknown: float
    names: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    rows: list[_Taught] = field(default_factory=list)

    def add(self, name: str, features: Features, weight: float) -> None:
        said = _normalised(features, self.rarity, self.unknown)
        places = [self.places.setdefault(feature, len(self.places)) for feature in said]
        entry = self.names.setdefault(name, len(self.names))
        values = np.array(list(said.values()), np.float32)
        self.rows.append(_Taught(np.array(places, np.intp), values, entry, weight))

    def learned(self) -> Weights:
        """Descend the gradient row by row, in ever smaller steps."""
        weights = np.zeros((len(self.places), len(self.names)), np.float32)
        order = [self.rows[place] for place in np.random.default_rng(_SEED).permutation(len(self.rows))]
        for epoch in range(_EPOCHS):
            step = _FIRST_STEP * _DECAY**epoch
            for row in order:
                error = _softmax(row.values @ weights[row.places])
                error[row.entry] -= 1
                weights[row.places] -= step * row.weight * np.outer(row.values, error)
        return weights
