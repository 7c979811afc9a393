"""Questions and passages as weighted words: folded, stemmed, and grouped by meaning."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, pairwise

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

Features = dict[str, float]

NEIGHBOURS = "b:"  # opens the name of a feature that is two words side by side

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?(?![^\W_])|[^\W_]+(?:['’][^\W_]+)?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNSPACED_RUN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_LONGEST_PHRASE = 5
_NEIGHBOUR, _GROUP_PAIR, _CHARACTERS = 0.35, 0.4, 0.3  # beside 1 for a word and a group
_GROUPED_WORD = 0.7  # of a word's weight when a group speaks for it as well
_MOST_PAIRED = 12
_RUN = 5  # characters of a word that typos and other endings leave alone


@dataclass(frozen=True)
class Lexicon:
    """Groups of words of one meaning, and what short forms stand for."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    unspaced: tuple[tuple[str, str], ...]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    short_forms: dict[str, str]


@cache
def lexicon() -> Lexicon:
    data = tomllib.loads(files("commands.ask").joinpath("words.toml").read_text("utf-8"))
    phrases = defaultdict(list)
    unspaced = []
    for group, words in data["groups"].items():
        for word in words:
            if _UNSPACED.search(word):
                unspaced.append((fold(word), group))
            elif stems := tuple(stem(token) for token in _TOKEN.findall(fold(word))):
                phrases[stems[0]].append((stems, group))
    patterns = tuple((re.compile(pattern), group) for group, pattern in data["patterns"].items())
    by_first = {first: tuple(found) for first, found in phrases.items()}
    return Lexicon(by_first, tuple(unspaced), patterns, data["short_forms"])


def single_words() -> list[str]:
    """List the stems that name a group by themselves."""
    return [phrase[0] for found in lexicon().phrases.values() for phrase, _ in found if len(phrase) == 1]


def fold(text: str) -> str:
    """Lower case without accents and with plain quotes."""
    text = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return unicodedata.normalize("NFC", "".join(mark for mark in text if not unicodedata.combining(mark)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def tokens(text: str) -> list[str]:
    """Stems in order; scripts without spaces come as pairs of characters."""
    found: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        if _UNSPACED.search(token):
            for run in _UNSPACED_RUN.findall(token):
                found.extend(run[i : i + 2] for i in range(max(len(run) - 1, 1)))
        else:
            spelled = lexicon().short_forms.get(token, token)
            found.extend(stem(word) for word in spelled.split())
    return found


def groups(text: str, stems: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The groups that the words belong to, each with the words that name it."""
    words = lexicon()
    found = [
        (group, phrase)
        for start, first in enumerate(stems)
        for phrase, group in words.phrases.get(first, ())
        if tuple(stems[start : start + len(phrase)]) == phrase
    ]
    folded = fold(text)
    found.extend((group, (group, "")) for pattern, group in words.patterns if pattern.search(folded))
    if _UNSPACED.search(text):
        found.extend((group, (phrase,)) for phrase, group in words.unspaced if phrase in folded)
    return found


def features(text: str) -> Features:
    """Words (w), groups (g), pairs of both (b, p) and runs of characters (c), each with its weight."""
    return features_of(text, tokens(text))


def features_of(text: str, stems: list[str]) -> Features:
    named = groups(text, stems)
    spoken_for = {phrase[0] for _, phrase in named if len(phrase) == 1}
    weights = {f"w:{word}": _GROUPED_WORD if word in spoken_for else 1.0 for word in stems}
    weights |= {f"{NEIGHBOURS}{first} {second}": _NEIGHBOUR for first, second in pairwise(stems)}
    distinct = sorted(Counter(group for group, _ in named))
    weights |= {f"g:{group}": 1.0 for group in distinct}
    weights |= {f"p:{one} {other}": _GROUP_PAIR for one, other in combinations(distinct[:_MOST_PAIRED], 2)}
    return weights | {f"c:{run}": _CHARACTERS for word in stems for run in _runs(word)}


def _runs(word: str) -> list[str]:
    marked = f"^{word}$"
    return (
        [marked[start : start + _RUN] for start in range(len(marked) - _RUN + 1)] if len(word) >= _RUN else []
    )
