"""What `/ask` answers from: the call, what people usually ask, and curated answers where there are any."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from commands.ask.answers import Answers, Entry, load
from commands.ask.passages import PassageIndex
from commands.ask.spelling import Spelling
from commands.ask.usual import UsualQuestion, off_topic_questions, usual_questions
from commands.ask.words import Features, features_of, single_words, tokens
from commands.event.call import Call, Passage
from commands.event.quotation import Quotation

if TYPE_CHECKING:
    from commands.ask.classifier import Classifier

_LONGEST_LABEL = 60  # characters


@dataclass(frozen=True)
class Knowledge:
    """The call with its entries; learning waits for `prepare` or the first question."""

    call: Call = field(repr=False)
    answers: Answers = field(default_factory=Answers, repr=False)  # whose texts would fill a failure's report
    _learning: Lock = field(default_factory=Lock, repr=False, compare=False)

    def prepare(self) -> None:
        """Learn all ways of asking, which takes seconds; once, however many threads ask for it."""
        with self._learning:
            _ = self.spelling, self.passages

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Curated answers, and the usual questions that they leave as the text answers them."""
        entries = {entry.name: entry for entry in self.answers.entries}
        for name, usual in usual_questions().items():
            if name not in self.answers.usual and name not in entries:
                entries[name] = self._read(usual)
        for kind, asked in off_topic_questions().items():
            entries[kind] = Entry(kind, "off_topic", asked)
        return entries

    @cached_property
    def classifier(self) -> "Classifier":
        from commands.ask.classifier import Classifier  # noqa: PLC0415 - numpy is loaded where it is needed

        quoted = (
            (entry.name, self._said(quotation.readable))
            for entry in self.entries.values()
            for quotation in entry.quotations
        )
        return Classifier.learn(self._asked(), quoted)

    @cached_property
    def spelling(self) -> Spelling:
        learned = self.classifier
        called = [word for passage in self.call.passages for word in tokens(passage.readable)]
        known = dict.fromkeys((*called, *single_words()), learned.unknown)
        asked = {name[2:]: rarity for name, rarity in learned.rarity.items() if name.startswith("w:")}
        return Spelling.of(known | asked)

    def likely(self, question: str, asked: Features) -> dict[str, float]:
        """How likely a question asks for each entry; surely for one in the very words of organisers."""
        literal = self._literal.get(tuple(tokens(question)))
        return {literal: 1.0} if literal else self.classifier.probabilities(asked)

    @cached_property
    def _literal(self) -> dict[tuple[str, ...], str | None]:
        """Curated entries by their ways of asking; none for words that several of them have."""
        found: dict[tuple[str, ...], str | None] = {}
        for entry in self.answers.entries:
            for words in {tuple(tokens(asked)) for asked in entry.asked}:
                found[words] = None if words in found else entry.name
        return found

    def features(self, question: str) -> Features:
        """Read a question, its slips corrected towards words that are known here."""
        return self.read(question, [self.spelling.meant(word) for word in tokens(question)])

    def read(self, text: str, stems: list[str]) -> Features:
        """Tell what is learned from words, and what a question is compared by."""
        return features_of(text, stems)

    def _asked(self) -> Iterator[tuple[str, Features]]:
        """All ways of asking; words that only a bare call uses do not speak against being about it."""
        only_called = set[str]() if self.answers.entries else self._called()
        for entry in sorted(self.entries.values(), key=lambda entry: entry.kind == "off_topic"):
            for said in map(self._said, entry.asked):
                if entry.kind == "off_topic":
                    yield entry.name, _without(said, only_called)
                else:
                    only_called -= said.keys()
                    yield entry.name, said

    def _called(self) -> set[str]:
        return {feature for passage in self.call.passages for feature in self._said(passage.readable)}

    def _said(self, text: str) -> Features:
        return self.read(text, tokens(text))

    @cached_property
    def passages(self) -> PassageIndex:
        learned = self.classifier
        telling = {feature: rarity / learned.unknown for feature, rarity in learned.rarity.items()}
        return PassageIndex.of(self.call.passages, telling)

    def _read(self, usual: UsualQuestion) -> Entry:
        """Answer a usual question by the passages that read like an answer; else the call is silent."""
        found = _reading_like(usual, {passage: passage.readable for passage in self.call.passages})
        if not found:
            found = _reading_like(usual, {passage: _introduced(passage) for passage in self.call.passages})
        quotations = tuple(as_quotation(passage) for passage in found)
        return Entry(usual.name, "reading" if found else "silence", usual.asked, "", quotations)


def _without(said: Features, left_out: set[str]) -> Features:
    return {feature: weight for feature, weight in said.items() if feature not in left_out}


def _reading_like(usual: UsualQuestion, words: dict[Passage, str]) -> list[Passage]:
    found = [passage for pattern in usual.shows for passage, said in words.items() if pattern.search(said)]
    return list(dict.fromkeys(found))


def _introduced(passage: Passage) -> str:
    """The passage after its heading and what leads to it, where these are short enough to be labels."""
    labels = [label for label in (passage.section, passage.context) if len(label) <= _LONGEST_LABEL]
    return " ".join([*labels, passage.readable])


def as_quotation(passage: Passage) -> Quotation:
    return Quotation(passage.text, passage.section, passage.line)


def read_knowledge(call: Call, answers: str | None = None) -> Knowledge:
    """Check the answers against the call; UserError names the entry that does not agree."""
    return Knowledge(call, load(answers, call) if answers is not None else Answers())
