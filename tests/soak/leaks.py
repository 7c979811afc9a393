"""Whether what a process holds keeps growing: windows of its life are compared, not moments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from tests.soak.usher import Sample

FEWEST = 60  # samples of a life that tells anything
GROWTH = {"megabytes": 20.0, "files": 4.0, "threads": 2.0, "tasks": 6.0, "temporary": 4.0}
AT_REST = {"megabytes": 160.0, "files": 40.0, "threads": 12.0, "tasks": 12.0, "temporary": 4.0}


@dataclass(frozen=True)
class Trend:
    """The low level of one figure, after the warm-up and at the end, and by how much it may rise."""

    what: str
    before: float
    after: float
    most: float

    @property
    def leaks(self) -> bool:
        return self.after - self.before > self.most

    def __str__(self) -> str:
        return f"{self.what} {self.before:.0f} to {self.after:.0f}"


def trends(life: Sequence[Sample], shelf: int) -> list[Trend]:
    """The second quarter against the last, at their low levels, since load comes and goes.

    A `shelf` is how many temporary files are kept for those who may still fetch them.
    """
    if len(life) < FEWEST:
        return []
    quarter = len(life) // 4
    warm, last = life[quarter : 2 * quarter], life[-quarter:]
    return [
        Trend(what, _level(warm, what), _level(last, what), most)
        for what, most in _with(shelf, GROWTH).items()
    ]


def _level(window: Sequence[Sample], what: str) -> float:
    return quantiles([float(getattr(each, what)) for each in window], n=4)[0]


def _with(shelf: int, limits: Mapping[str, float]) -> Mapping[str, float]:
    return {**limits, "temporary": limits["temporary"] + shelf}


def left_over(before: Sample, after: Sample, shelf: int) -> list[str]:
    """What one that rests again holds beyond what it held before; for a short run."""
    return [
        f"{what} {getattr(before, what):.0f} to {getattr(after, what):.0f}"
        for what, most in _with(shelf, AT_REST).items()
        if getattr(after, what) - getattr(before, what) > most
    ]
