"""What the commands ask of whoever draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Bar:
    """A bar as long as `value`, with a mark at `target`; no mark for 0."""

    label: str
    value: float
    target: float


class Pictures(Protocol):
    """Draws out of the way of everything else."""

    async def bars(self, title: str, unit: str, bars: Sequence[Bar]) -> bytes | None:
        """A PNG; None where none can be drawn now."""
        ...


class NoPictures:
    """Where nothing can draw, a card does without."""

    async def bars(self, title: str, unit: str, bars: Sequence[Bar]) -> bytes | None:  # noqa: ARG002 - as above
        return None
