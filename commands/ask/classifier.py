"""Which entry a question asks for, learned from the ways of asking."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Features = dict[str, float]
Row = tuple[str, Features]

_EPOCHS = 2
_MARGIN = 0.5  # by which the right entry must lead
_LARGEST_STEP = 0.5
_STRIDE = 7919  # a prime: visits the rows in a scattered order that is the same at each start


@dataclass(frozen=True)
class Classifier:
    """A linear score for each entry: passive-aggressive learning, averaged, from the entries' means."""

    rarity: dict[str, float]
    unknown: float
    weights: dict[str, dict[str, float]]

    @classmethod
    def learn(cls, asked: Sequence[Row], quoted: Iterable[Row]) -> "Classifier":
        """`asked` are ways of asking with the entry they ask for, `quoted` the words that answer."""
        rarity, unknown = _rarity(asked)
        rows = [(name, _normalised(features, rarity, unknown)) for name, features in (*asked, *quoted)]
        return cls(rarity, unknown, _Lesson.of(rows).weights)

    def scores(self, features: Features) -> dict[str, float]:
        return _scores(self.weights, _normalised(features, self.rarity, self.unknown))

    def known(self, features: Features) -> float:
        """How much of what was asked has been seen before, from 0 to 1."""
        weighted = {
            name: (weight * self.rarity.get(name, self.unknown)) ** 2 for name, weight in features.items()
        }
        seen = sum(weight for name, weight in weighted.items() if name in self.rarity)
        return seen / (sum(weighted.values()) or 1.0)


def _rarity(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Weigh a feature by how few entries share it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, features in rows:
        for feature in features:
            owners[feature].add(name)
    entries = len({name for name, _ in rows})
    rarity = {feature: math.log(1 + entries / len(named)) for feature, named in owners.items()}
    return rarity, math.log(1 + entries)


def _normalised(features: Features, rarity: dict[str, float], unknown: float) -> Features:
    weighted = {name: weight * rarity.get(name, unknown) for name, weight in features.items()}
    norm = math.sqrt(sum(weight**2 for weight in weighted.values())) or 1.0
    return {name: weight / norm for name, weight in weighted.items()}


def _scores(weights: dict[str, dict[str, float]], features: Features) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for feature, weight in features.items():
        for name, learned in weights.get(feature, {}).items():
            sums[name] += weight * learned
    return sums


@dataclass
class _Lesson:
    """Weights while they are learned; `moved` holds each step times when it was taken, for the average."""

    weights: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    moved: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    step: int = 1

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "_Lesson":
        lesson = cls()
        counts = Counter(name for name, _ in rows)
        for name, features in rows:
            for feature, weight in features.items():
                _add(lesson.weights[feature], name, weight / math.sqrt(counts[name]))
        for epoch in range(_EPOCHS):
            for index in range(len(rows)):
                lesson.learn(*rows[(index * _STRIDE + epoch) % len(rows)])
        lesson.average()
        return lesson

    def learn(self, name: str, features: Features) -> None:
        scores = _scores(self.weights, features)
        own = scores.pop(name, 0.0)
        rival = max(scores, key=scores.__getitem__, default=None)
        lacking = _MARGIN - own + scores.get(rival, 0.0) if rival else 0.0
        if rival and lacking > 0:
            size = min(_LARGEST_STEP, lacking / 2)
            for feature, weight in features.items():
                self.move(feature, name, size * weight)
                self.move(feature, rival, -size * weight)
        self.step += 1

    def move(self, feature: str, name: str, by: float) -> None:
        _add(self.weights[feature], name, by)
        _add(self.moved[feature], name, by * self.step)

    def average(self) -> None:
        for feature, moved in self.moved.items():
            for name, by in moved.items():
                self.weights[feature][name] -= by / self.step


def _add(values: dict[str, float], name: str, by: float) -> None:
    values[name] = values.get(name, 0.0) + by
