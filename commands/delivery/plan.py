"""What to do next so that a destination shows what it should, whether that is new, changed or gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.parts import Attempt, Part

FIRST_PAUSE = 2.0  # seconds before the second try; doubled with each
LONGEST_PAUSE = 300.0  # seconds
SPREAD = 0.25  # of a pause, so that many deliveries don't come back at once
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Send:
    part: int


@dataclass(frozen=True)
class Edit:
    part: int


@dataclass(frozen=True)
class Publish:
    part: int


@dataclass(frozen=True)
class Remove:
    part: int


@dataclass(frozen=True)
class Done:
    """All stands there as it should."""


Step = Send | Edit | Publish | Remove | Done


def next_step(wanted: int, count: int, parts: Sequence[Part], *, publishes: bool = False) -> Step:
    """`count` is how many parts the wanted revision has: none where nothing is to stand there.

    What is too much goes first and from its end, so that a text never reads with the end of another.
    """
    if len(parts) > count:
        return Remove(len(parts) - 1)
    for number, part in enumerate(parts):
        if part.revision != wanted:
            return Edit(number)
    if len(parts) < count:
        return Send(len(parts))
    for number, part in enumerate(parts):
        if publishes and not part.published:
            return Publish(number)
    return Done()


def mark(delivery: int, part: int, at: datetime) -> str:
    """A name of its own for one attempt, in at most 25 characters."""
    milliseconds = (at.astimezone(UTC) - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)
    return f"{delivery}.{part}.{_short(milliseconds)}"


def _short(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def still_meant(attempt: Attempt, step: Step, wanted: int) -> bool:
    """Whether what did not arrive is what would be sent now, so that it may go under the same mark."""
    sends = isinstance(step, Send | Edit) and step.part == attempt.part
    return sends and attempt.revision == wanted


def pause(attempts: int, asked: float | None, chance: float) -> timedelta:
    """Before the next try: what the platform asked for, or ever longer; `chance` (0 to 1) spreads it."""
    if asked is not None:
        return timedelta(seconds=asked + min(1.0, asked * SPREAD) * chance)
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts, 16))
    return timedelta(seconds=longest * (1 - SPREAD * chance))
