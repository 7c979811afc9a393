"""How far the reviewers' offers cover the submissions that are expected, topic by topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.core.reply import Column, Table
from commands.event.reviewing import Reviewing
from commands.reviewers.pictures import Bar

COLUMNS = (
    Column("Topic"),
    Column("People", numeric=True),
    Column("Offered", numeric=True),
    Column("Needed", numeric=True),
    Column("Covered", numeric=True),
    Column("Papers", numeric=True),
)
Loads = Iterable[tuple[tuple[str, ...], int, int]]
"""For each choice of topics: how many made it, and how many papers they take together."""


@dataclass(frozen=True)
class Cover:
    """`offered` and `needed` count reviews; a reviewer's are spread evenly over her topics."""

    topic: str
    reviewers: int
    papers: float
    offered: float
    needed: float

    @property
    def share(self) -> float:
        """How much of what is needed is offered; 1 where nothing is."""
        return self.offered / self.needed if self.needed else 1.0


def coverage(loads: Loads, topics: Sequence[str], reviewing: Reviewing) -> tuple[Cover, ...]:
    """What is least covered comes first; a topic that is no longer there counts for nothing."""
    people, offered = dict.fromkeys(topics, 0), dict.fromkeys(topics, 0.0)
    for chosen, count, load in loads:
        known = [topic for topic in chosen if topic in people]
        for topic in known:
            people[topic] += count
            offered[topic] += load / len(known)
    covers = [
        Cover(
            topic,
            people[topic],
            reviewing.papers_on(topic, len(topics)),
            offered[topic],
            reviewing.needed(topic, len(topics)),
        )
        for topic in topics
    ]
    return tuple(sorted(covers, key=lambda cover: (cover.share, cover.offered)))


def table(covers: Sequence[Cover], reviewing: Reviewing) -> Table:
    told, expected = "Reviews by topic", any(cover.needed for cover in covers)
    if expected:
        told = f"{told}, the least covered first; each of the papers expected needs {reviewing.reviews}"
    return Table(
        told, COLUMNS if expected else COLUMNS[:3], tuple(_row(cover, expected=expected) for cover in covers)
    )


def _row(cover: Cover, *, expected: bool) -> tuple[str, ...]:
    row = (cover.topic, f"{cover.reviewers:,}", f"{cover.offered:,.0f}")
    more = (f"{cover.needed:,.0f}", f"{cover.share:.0%}" if cover.needed else "–", f"{cover.papers:,.0f}")
    return (*row, *more) if expected else row


def bars(covers: Iterable[Cover]) -> tuple[Bar, ...]:
    return tuple(Bar(cover.topic, cover.offered, cover.needed) for cover in covers)
