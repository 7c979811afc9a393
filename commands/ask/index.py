"""How near a question comes to ways of asking that are known."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Near:
    """How near a question is to an entry: its nearest phrasing, its nearest three, all its words."""

    best: float
    several: float
    covered: float

    @property
    def score(self) -> float:
        return 0.6 * self.best + 0.25 * self.several + 0.35 * self.covered


@dataclass
class Index:
    """Phrasings of each entry, weighted by how few entries share a feature."""

    idf: dict[str, float] = field(default_factory=dict)
    unseen: float = 0.0
    _owners: list[str] = field(default_factory=list)
    _postings: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    _profiles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(
        cls,
        phrasings: Iterable[tuple[str, dict[str, float]]],
        extra: Iterable[tuple[str, dict[str, float]]] = (),
    ) -> "Index":
        index = cls()
        rows = list(phrasings)
        for owner, features in rows:
            index._profiles[owner].update(features)
        counts: dict[str, int] = defaultdict(int)
        for profile in index._profiles.values():
            for feature in profile:
                counts[feature] += 1
        total = len(index._profiles)
        index.idf = {feature: math.log(1 + total / count) for feature, count in counts.items()}
        index.unseen = math.log(1 + total)
        for owner, features in rows:
            index._add(owner, features)
        for owner, features in extra:
            index._profiles[owner].update(features)
        return index

    def weighted(self, features: dict[str, float]) -> dict[str, float]:
        return {feature: weight * self.idf.get(feature, self.unseen) for feature, weight in features.items()}

    def near(self, features: dict[str, float]) -> dict[str, Near]:
        """How near each entry is that shares anything with the question."""
        asked = self.weighted(features)
        sums: dict[int, float] = defaultdict(float)
        for feature, weight in asked.items():
            for row, other in self._postings.get(feature, ()):
                sums[row] += weight * other
        by_owner: dict[str, list[float]] = defaultdict(list)
        norm = math.sqrt(sum(weight**2 for weight in asked.values())) or 1.0
        for row, dot in sums.items():
            by_owner[self._owners[row]].append(dot / norm)
        words = {feature: weight**2 for feature, weight in asked.items() if feature[0] in "wg"}
        mass = sum(words.values()) or 1.0
        return {owner: self._near(owner, scores, words, mass) for owner, scores in by_owner.items()}

    def _near(self, owner: str, scores: list[float], words: dict[str, float], mass: float) -> Near:
        scores.sort(reverse=True)
        profile = self._profiles[owner]
        covered = sum(weight for feature, weight in words.items() if feature in profile) / mass
        return Near(scores[0], sum(scores[:3]) / 3, covered)

    def _add(self, owner: str, features: dict[str, float]) -> None:
        weighted = self.weighted(features)
        norm = math.sqrt(sum(weight**2 for weight in weighted.values())) or 1.0
        row = len(self._owners)
        self._owners.append(owner)
        for feature, weight in weighted.items():
            self._postings[feature].append((row, weight / norm))
