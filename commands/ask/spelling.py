"""Words with one slip of the finger, read as the words that were meant."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SHORTEST = 5  # letters; shorter words are too near to each other


@dataclass(frozen=True)
class Spelling:
    """Known words with their rarity, and what is left of each when one letter goes.

    Words that are one slip apart have such a piece in common.
    """

    known: Mapping[str, float]
    pieces: dict[str, list[str]]

    @classmethod
    def of(cls, known: Mapping[str, float]) -> "Spelling":
        pieces: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known):
            if len(word) >= _SHORTEST and word.isalpha():
                for piece in (word, *_without_one(word)):
                    pieces[piece].append(word)
        return cls(known, dict(pieces))

    def meant(self, word: str) -> str:
        """Return the commonest word one slip away, or the word itself where it is known or like no other."""
        if word in self.known or len(word) < _SHORTEST or not word.isalpha():
            return word
        near = [known for piece in (word, *_without_one(word)) for known in self.pieces.get(piece, ())]
        return min(near, key=lambda found: (found[0] != word[0], self.known[found]), default=word)


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
