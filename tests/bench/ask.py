"""What each part of `/ask` is worth, and how long an answer takes beside plain BM25.

    QUESTIONS=FILE python -m tests.bench ask

FILE holds one JSON object a line: "q", "answerable", and "gold", words of the call any of which
answers. The margin of each row is chosen on four fifths of the questions and measured on the fifth left
out, so that no row is tuned on what it reports. Corrections of false premises add a line and change no
outcome, so that they have no row.
"""

import json
import math
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles
from unittest.mock import patch

from commands.ask import answering
from commands.ask.answering import answer, shown, weigh
from commands.ask.answers import Answers, Entry
from commands.ask.knowledge import Knowledge, as_quotation, read_knowledge
from commands.ask.spelling import Spelling
from commands.event.call import Call, readable
from commands.event.quotation import Quotation
from tests.bench.table import Row

HOME = Path(__file__).parents[2]
FOLDS, SEED = 5, 1
MARGINS = [step / 50 for step in range(-25, 26)]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Question:
    asked: str
    answerable: bool
    gold: tuple[str, ...]

    def is_answered_by(self, quotations: Sequence[Quotation]) -> bool:
        said = [_plain(quotation.text) for quotation in quotations]
        raw = " ".join(quotation.text for quotation in quotations)
        return any(_plain(gold) in words for gold in self.gold for words in said) or any(
            gold.startswith("http") and gold in raw for gold in self.gold
        )


@dataclass(frozen=True)
class Judged:
    """By how much an answer leads over a refusal, and whether the quotations would be right."""

    question: Question
    lead: float
    right: bool

    def outcome(self, margin: float) -> str:
        if self.lead <= margin:
            return "missed" if self.question.answerable else "refused"
        if not self.question.answerable:
            return "false"
        return "right" if self.right else "wrong"


@dataclass(frozen=True)
class Partial(Knowledge):
    """All that `/ask` knows, less some of it."""

    kinds: str = "wgbpc"
    speaks: Callable[[Entry], bool] = lambda _: True
    reads_slips: bool = True

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return {name: entry for name, entry in super().entries.items() if self.speaks(entry)}

    def read(self, text: str, stems: list[str]) -> dict[str, float]:
        said = super().read(text, stems)
        return {feature: weight for feature, weight in said.items() if feature[0] in self.kinds}

    @cached_property
    def spelling(self) -> Spelling:
        return super().spelling if self.reads_slips else Spelling.of({})


@dataclass(frozen=True)
class Bm25:
    """The usual way: the best passage by rare words it shares with the question."""

    call: Call
    found: list[Counter[str]] = field(init=False)
    rarity: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        found = [Counter(_words(passage.readable)) for passage in self.call.passages]
        held = Counter(word for words in found for word in words)
        rarity = {word: math.log(1 + (len(found) - n + 0.5) / (n + 0.5)) for word, n in held.items()}
        object.__setattr__(self, "found", found)
        object.__setattr__(self, "rarity", rarity)

    def judge(self, question: Question) -> Judged:
        scores = self.scores(question.asked)
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[: answering.SHOWN]
        quotations = [as_quotation(self.call.passages[place]) for place in best]
        return Judged(question, max(scores) / 40, question.is_answered_by(quotations))

    def scores(self, asked: str) -> list[float]:
        mean = sum(words.total() for words in self.found) / len(self.found)
        return [
            sum(
                self.rarity[word]
                * words[word]
                * 2.2
                / (words[word] + 1.2 * (0.25 + 0.75 * words.total() / mean))
                for word in _words(asked)
                if word in words
            )
            for words in self.found
        ]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _plain(text: str) -> str:
    return " ".join(readable(text).casefold().split())


def judge(question: Question, knowledge: Knowledge) -> Judged:
    weighed = weigh(question.asked, knowledge)
    if not weighed.quotations:
        return Judged(question, -math.inf, right=False)
    lead = weighed.stated - weighed.silent - weighed.off_topic
    return Judged(question, lead, question.is_answered_by(tuple(shown(weighed))))


def figures(outcomes: Sequence[str]) -> dict[str, float]:
    count = Counter(outcomes)
    answerable = sum(count[kind] for kind in ("right", "wrong", "missed"))
    shares = {kind: count[kind] / max(answerable, 1) for kind in ("right", "wrong", "missed")}
    return shares | {"false": count["false"] / max(count["false"] + count["refused"], 1)}


def cross_validated(judged: Sequence[Judged]) -> dict[str, float]:
    """Choose the margin without the fold that it is measured on."""
    order = list(judged)
    random.Random(SEED).shuffle(order)  # noqa: S311 - nothing secret
    outcomes = []
    for fold in range(FOLDS):
        others = [item for place, item in enumerate(order) if place % FOLDS != fold]
        margin = max(MARGINS, key=lambda margin: _worth(others, margin))
        outcomes += [item.outcome(margin) for item in order[fold::FOLDS]]
    return figures(outcomes)


def _worth(judged: Sequence[Judged], margin: float) -> float:
    found = figures([item.outcome(margin) for item in judged])
    return found["right"] - found["false"]


def variants(whole: Knowledge) -> dict[str, Partial]:
    def less(**left_out: object) -> Partial:
        return replace(Partial(whole.call, whole.answers), **left_out)  # type: ignore[arg-type]  # by name

    return {
        "all of it": less(),
        "without single words": less(kinds="gbpc"),
        "without groups of one meaning": less(kinds="wbc"),
        "without neighbours and pairs": less(kinds="wgc"),
        "without runs of characters": less(kinds="wgbp"),
        "without correcting slips": less(reads_slips=False),
        "without silences": less(speaks=lambda entry: entry.kind != "silence"),
        "without off-topic questions": less(speaks=lambda entry: entry.kind != "off_topic"),
        "without curated answers": less(answers=Answers()),
    }


def rows(questions: Sequence[Question], whole: Knowledge) -> Mapping[str, dict[str, float]]:
    def row(knowledge: Knowledge) -> dict[str, float]:
        return cross_validated([judge(question, knowledge) for question in questions])

    found = {name: row(knowledge) for name, knowledge in variants(whole).items()}
    nothing = answering.Weights(rank=0.0, states=0.0, margin=0.0)
    with patch.object(answering, "CURATED", nothing):
        found["without nearness to passages"] = row(Partial(whole.call, whole.answers))
    bm25 = Bm25(whole.call)
    found["BM25 with a threshold"] = cross_validated([bm25.judge(question) for question in questions])
    return found


def shares_rows(found: Mapping[str, dict[str, float]]) -> list[Row]:
    kinds = ("right", "wrong", "missed", "false")
    return [
        Row(f"{name}, cross-validated", ", ".join(f"{kind} {shares[kind]:.1%}" for kind in kinds))
        for name, shares in found.items()
    ]


def timing(name: str, ask: Callable[[str], object], asked: Sequence[str]) -> Row:
    times = []
    for question in asked:
        began = time.process_time()
        ask(question)
        times.append((time.process_time() - began) * 1000)
    middle, last = median(times), quantiles(times, n=100)[98]
    return Row(f"{name}, p50 and p99 of one core", f"{middle:.2f} ms, {last:.2f} ms")


def read(path: Path) -> list[Question]:
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Question(item["q"], item["answerable"], tuple(item.get("gold", ()))) for item in items]


async def bench() -> list[Row]:
    path = os.environ.get("QUESTIONS")
    if not path:
        return [Row("no figures without labelled questions", "", "QUESTIONS=file")]
    questions = read(Path(path))
    call = Call.parse((HOME / "call.md").read_text("utf-8"))
    began = time.process_time()
    whole = read_knowledge(call, (HOME / "answers.toml").read_text("utf-8"))
    whole.prepare()
    learned = Row("learning, of one core", f"{time.process_time() - began:.1f} s")
    asked = [question.asked for question in questions]
    ours = timing("/ask", lambda question: answer(question, whole), asked)
    theirs = timing("BM25", Bm25(call).scores, asked)
    return [learned, ours, theirs, *shares_rows(rows(questions, whole))]
