"""Which entry a question asks for, learned from the ways of asking."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Features = dict[str, float]
Row = tuple[str, Features]
Weights = dict[str, dict[int, float]]  # of a feature, for each entry by its number

EPOCHS = 2
_MARGIN = 0.5  # by which the right entry must lead
_LARGEST_STEP = 0.5
_STRIDE = 7919  # a prime: visits the rows in a scattered order that is the same at each start


@dataclass(frozen=True)
class Classifier:
    """A linear score for each entry: passive-aggressive learning, averaged, from the entries' means."""

    names: Sequence[str]
    rarity: dict[str, float]
    unknown: float
    weights: Weights

    @classmethod
    def learn(cls, asked: Sequence[Row], quoted: Iterable[Row]) -> "Classifier":
        """`asked` are ways of asking with the entry they ask for, `quoted` the words that answer."""
        rarity, unknown = _rarity(asked)
        rows = [(name, _normalised(features, rarity, unknown)) for name, features in (*asked, *quoted)]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in rows))}
        lesson = _Lesson.of([(numbers[name], features) for name, features in rows], len(numbers))
        return cls(list(numbers), rarity, unknown, lesson.weights)

    def scores(self, features: Features) -> dict[str, float]:
        sums = _scores(self.weights, _normalised(features, self.rarity, self.unknown), len(self.names))
        return {name: score for name, score in zip(self.names, sums, strict=True) if score}


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


def _scores(weights: Weights, features: Features, entries: int) -> list[float]:
    sums = [0.0] * entries
    for feature, weight in features.items():
        for number, learned in weights.get(feature, {}).items():
            sums[number] += weight * learned
    return sums


@dataclass
class _Lesson:
    """Weights while they are learned; `moved` holds each step times when it was taken, for the average."""

    entries: int
    weights: Weights = field(default_factory=lambda: defaultdict(dict))
    moved: Weights = field(default_factory=lambda: defaultdict(dict))
    step: int = 1

    @classmethod
    def of(cls, rows: Sequence[tuple[int, Features]], entries: int) -> "_Lesson":
        lesson = cls(entries)
        counts = Counter(number for number, _ in rows)
        for number, features in rows:
            for feature, weight in features.items():
                _add(lesson.weights[feature], number, weight / math.sqrt(counts[number]))
        visited = [rows[(index * _STRIDE) % len(rows)] for index in range(len(rows))]
        for _ in range(EPOCHS):
            visited = [row for row in visited if lesson.learn(*row)]
        lesson.average()
        return lesson

    def learn(self, number: int, features: Features) -> bool:
        """Tell whether the row taught anything; only such rows are worth another visit."""
        scores = _scores(self.weights, features, self.entries)
        own, scores[number] = scores[number], -math.inf
        best = max(scores)
        self.step += 1
        if own - best >= _MARGIN:
            return False
        rival = scores.index(best)
        size = min(_LARGEST_STEP, (_MARGIN - own + best) / 2)
        for feature, weight in features.items():
            self.move(feature, number, size * weight)
            self.move(feature, rival, -size * weight)
        return True

    def move(self, feature: str, number: int, by: float) -> None:
        _add(self.weights[feature], number, by)
        _add(self.moved[feature], number, by * self.step)

    def average(self) -> None:
        for feature, moved in self.moved.items():
            for number, by in moved.items():
                self.weights[feature][number] -= by / self.step


def _add(values: dict[int, float], number: int, by: float) -> None:
    values[number] = values.get(number, 0.0) + by
