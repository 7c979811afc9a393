"""Ways of asking as numbers, and what is learned from them: the gradient, descended row by row."""

from array import array
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from commands.ask.words import NEIGHBOURS, Features

Weights = NDArray[np.float32]

_EPOCHS = 8
_FIRST_STEP, _DECAY = 8.0, 0.7
_QUOTED = 0.5  # what the words that answer teach, beside 1 for a way of asking
_SEED = 1  # visits the rows in a scattered order that is the same at each start


@dataclass
class Rows:
    """Rows whose features and entries are numbered as they come.

    They are numbers at once: as words, ten thousand rows would fill 100 MB for the moment.
    """

    names: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    entries: "array[int]" = field(default_factory=lambda: array("l"))
    lengths: "array[int]" = field(default_factory=lambda: array("l"))
    features: "array[int]" = field(default_factory=lambda: array("l"))
    values: "array[float]" = field(default_factory=lambda: array("f"))

    def add(self, name: str, features: Features) -> None:
        self.entries.append(self.names.setdefault(name, len(self.names)))
        self.lengths.append(len(features))
        self.features.extend(self.places.setdefault(feature, len(self.places)) for feature in features)
        self.values.extend(features.values())


class Lesson:
    """Rows, the first `asked` of them ways of asking and the others words that answer.

    `rarity` weighs each feature by how few entries share it; `kept` are all but neighbours that met once:
    these are most of all features, and tell nothing.
    """

    def __init__(self, rows: Rows, asked: int) -> None:
        self._rows, self._asked = rows, asked
        self._entries = np.array(rows.entries, np.intp)
        self._features = np.array(rows.features, np.intp)
        self._row = np.repeat(np.arange(len(rows.lengths)), rows.lengths)
        first = self._row < asked
        taught = self._features[first]
        owned = np.unique(taught * len(rows.names) + self._entries[self._row[first]])
        owners = np.bincount(owned // len(rows.names), minlength=len(rows.places))
        self.unknown = float(np.log(1 + len(np.unique(self._entries[:asked]))))
        self.rarity = np.log(1 + np.expm1(self.unknown) / np.maximum(owners, 1))
        self.seen = np.bincount(taught, minlength=len(rows.places))
        neighbours = [feature.startswith(NEIGHBOURS) for feature in rows.places]
        self.kept = ~np.array(neighbours, bool) | (self.seen > 1)

    def learned(self) -> Weights:
        """Descend in ever smaller steps; the kept features by the entries."""
        features, values, ends = self._normalised()
        weights = np.zeros((int(self.kept.sum()), len(self._rows.names)), np.float32)
        order = np.random.default_rng(_SEED).permutation(len(ends))
        for epoch in range(_EPOCHS):
            step = _FIRST_STEP * _DECAY**epoch
            for row in order:
                said = slice(ends[row - 1] if row else 0, ends[row])
                places, held = features[said], values[said]
                error = softmax(held @ weights[places])
                error[self._entries[row]] -= 1
                weights[places] -= step * (1.0 if row < self._asked else _QUOTED) * np.outer(held, error)
        return weights

    def _normalised(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """The kept features of all rows, numbered anew, what each weighs there, and where the rows end."""
        kept = self.kept[self._features]
        features, row = self._features[kept], self._row[kept]
        weighed = np.array(self._rows.values)[kept] * self.rarity[features]
        rows = len(self._entries)
        norms = np.sqrt(np.bincount(row, weighed**2, minlength=rows))
        numbered = np.cumsum(self.kept) - 1
        ends = np.cumsum(np.bincount(row, minlength=rows))
        return numbered[features], (weighed / norms[row]).astype(np.float32), ends


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)
