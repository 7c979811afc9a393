"""How reviewers sign up, as the organisers set it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone


@dataclass(frozen=True)
class Reviewing:
    """Sign-up is open from `opens` until `closes`; beyond `places` a waiting list is kept; None is no bound.

    `load` papers are suggested to a reviewer, `most` can be chosen. `papers` submissions are expected, each
    with so many `reviews`; `expected` says how many where a topic gets its own number. What a reviewer
    agrees to has a version, and answers are kept until the end of `keep_until`, everywhere on earth.
    """

    consent: str
    consent_version: str
    keep_until: date
    opens: datetime | None = None
    closes: datetime | None = None
    places: int | None = None
    load: int = 3
    most: int = 6
    papers: int = 0
    reviews: int = 3
    expected: Mapping[str, int] = field(default_factory=dict)

    @property
    def erase_at(self) -> datetime:
        last = timezone(timedelta(hours=-12))
        return datetime.combine(self.keep_until + timedelta(days=1), time(), last)

    def papers_on(self, topic: str, topics: int) -> float:
        """Submissions expected on a topic; without a number of its own it gets an even share."""
        submissions = self.expected.get(topic)
        return self.papers / max(1, topics) if submissions is None else submissions

    def needed(self, topic: str, topics: int) -> float:
        """Reviews that the submissions on a topic need."""
        return self.reviews * self.papers_on(topic, topics)
