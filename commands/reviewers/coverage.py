"""How far the reviewers' offers cover the submissions that are expected, topic by topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.event.reviewing import Reviewing
from commands.reviewers.pictures import Bar

Loads = Iterable[tuple[tuple[str, ...], int, int]]
"""For each choice of topics: how many made it, and how many papers they take together."""


@dataclass(frozen=True)
class Cover:
    """`offered` and `needed` count reviews; a reviewer's are spread evenly over her topics."""

    topic: str
    reviewers: int
    offered: float
    needed: float

    @property
    def said(self) -> str:
        people = f"{self.reviewers:,} {'reviewer' if self.reviewers == 1 else 'reviewers'}"
        if not self.needed:
            return f"{people}, {self.offered:,.0f} reviews"
        share = self.offered / self.needed
        return f"{people}, {self.offered:,.0f} of {self.needed:,.0f} reviews ({share:.0%})"


def coverage(loads: Loads, topics: Sequence[str], reviewing: Reviewing) -> tuple[Cover, ...]:
    """In the order of the topics; one that is no longer there counts for nothing."""
    people, offered = dict.fromkeys(topics, 0), dict.fromkeys(topics, 0.0)
    for chosen, count, load in loads:
        known = [topic for topic in chosen if topic in people]
        for topic in known:
            people[topic] += count
            offered[topic] += load / len(known)
    return tuple(
        Cover(topic, people[topic], offered[topic], reviewing.needed(topic, len(topics))) for topic in topics
    )


def bars(covers: Iterable[Cover]) -> tuple[Bar, ...]:
    return tuple(Bar(cover.topic, cover.offered, cover.needed) for cover in covers)
