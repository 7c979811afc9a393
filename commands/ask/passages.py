"""How near a question comes to each passage of the call, by rare words and groups of words."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.ask.words import features
from commands.event.call import Passage

_KIND = {"w": 0.7, "g": 1.2, "b": 1.0, "p": 1.0, "c": 0.5}
_INTRODUCTION = 0.2  # of a word's weight where only the heading or lead-in holds it


@dataclass(frozen=True)
class PassageIndex:
    """`rarity` weighs a feature by how few passages hold it, `plainness` by how few questions do."""

    rarity: dict[str, float]
    unseen: float
    asking: Mapping[str, float]
    postings: dict[str, list[tuple[int, float]]]

    @classmethod
    def of(cls, passages: Sequence[Passage], asking: Mapping[str, float]) -> "PassageIndex":
        """`asking` says from 0 to 1 how telling a feature is among questions; 1 where it is not held."""
        said = [features(passage.readable) for passage in passages]
        counts = Counter(feature for found in said for feature in found)
        rarity = {feature: math.log(1 + len(said) / count) for feature, count in counts.items()}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (passage, found) in enumerate(zip(passages, said, strict=True)):
            weighted = {
                feature: _KIND[feature[0]] * weight * rarity[feature] for feature, weight in found.items()
            }
            length = math.sqrt(math.sqrt(sum(weight**2 for weight in weighted.values()))) or 1.0
            for feature, weight in features(f"{passage.context[-120:]} {passage.section}").items():
                if feature in rarity:
                    weighted.setdefault(feature, _INTRODUCTION * _KIND[feature[0]] * weight * rarity[feature])
            for feature, weight in weighted.items():
                postings[feature].append((number, weight / length))
        return cls(rarity, math.log(1 + len(said)), asking, postings)

    def near(self, asked: Mapping[str, float]) -> dict[int, float]:
        """Score the passages that share anything with the question, by their number."""
        weighted = {feature: self._weight(feature, weight) for feature, weight in asked.items()}
        norm = math.sqrt(sum(weight**2 for weight in weighted.values())) or 1.0
        sums: dict[int, float] = defaultdict(float)
        for feature, weight in weighted.items():
            for number, held in self.postings.get(feature, ()):
                sums[number] += weight * held / norm
        return sums

    def _weight(self, feature: str, weight: float) -> float:
        return (
            _KIND[feature[0]] * weight * self.asking.get(feature, 1.0) * self.rarity.get(feature, self.unseen)
        )
