"""What `/ask` answers from: the call, what people usually ask, and curated answers where there are any."""

from dataclasses import dataclass, field
from functools import cached_property

from commands.ask.answers import Answers, Entry, load
from commands.ask.classifier import Classifier
from commands.ask.usual import UsualQuestion, off_topic_questions, usual_questions
from commands.ask.words import features
from commands.event.call import Call, Passage
from commands.event.quotation import Quotation

_MOST_READING_LIKE_IT = 3  # a pattern that fits more passages than this tells nothing


@dataclass(frozen=True)
class Knowledge:
    """The call with its entries; the index is built when the first question comes."""

    call: Call
    answers: Answers = field(default_factory=Answers)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Curated answers, then the usual questions as the text answers them, then single passages."""
        entries = {entry.name: entry for entry in self.answers.entries}
        for name, usual in usual_questions().items():
            if name not in self.answers.usual:
                entries[name] = self._read(usual)
        for kind, asked in off_topic_questions().items():
            entries[kind] = Entry(kind, "off_topic", asked)
        quoted = {quotation.text for entry in self.answers.entries for quotation in entry.quotations}
        for number, passage in enumerate(self.call.passages):
            if passage.text not in quoted:
                entries[f"passage {number}"] = Entry(
                    f"passage {number}", "passage", (passage.readable,), "", (as_quotation(passage),)
                )
        return entries

    @cached_property
    def classifier(self) -> Classifier:
        entries = self.entries.values()
        asked = [(entry.name, features(asked)) for entry in entries for asked in entry.asked]
        quoted = [
            (entry.name, features(quotation.readable))
            for entry in entries
            for quotation in entry.quotations
            if entry.kind != "passage"
        ]
        return Classifier.learn(asked, quoted)

    def _read(self, usual: UsualQuestion) -> Entry:
        found: dict[Passage, None] = {}
        for pattern in usual.shows:
            for passage in self.call.passages:
                if pattern.search(f"{passage.context} {passage.readable}"):
                    found[passage] = None
        if not found:
            return Entry(usual.name, "silence", usual.asked)
        quotations = tuple(as_quotation(passage) for passage in found)
        return Entry(usual.name, "answer", usual.asked, "", quotations)


def as_quotation(passage: Passage) -> Quotation:
    return Quotation(passage.text, passage.section, passage.line)


def read_knowledge(call: Call, answers: str | None = None) -> Knowledge:
    """Check the answers against the call; UserError names the entry that does not agree."""
    return Knowledge(call, load(answers, call) if answers is not None else Answers())
