"""Lines joined into running text, so that what is broken over lines is found, with its place."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from commands.checkpdf.reading import Line


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of many lines in one; `starts` says where each begins."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def line_at(self, position: int) -> Line:
        return self.lines[bisect_right(self.starts, position) - 1]


def joined(lines: Iterable[Line], clean: Callable[[str], str] = str) -> Passage:
    """Join lines: a space between two of them, nothing within a broken word or address."""
    known = tuple(lines)
    parts: list[str] = []
    starts: list[int] = []
    position = 0
    for line, following in pairwise((*known, None)):
        text = clean(line.text) if line else ""
        starts.append(position)
        parts.append(text if following and line and _runs_on(line) else f"{text} ")
        position += len(parts[-1])
    return Passage("".join(parts), known, tuple(starts))


def _runs_on(line: Line) -> bool:
    return line.broken or line.text.endswith(("-", "/")) or (line.text.endswith("_") and "://" in line.text)
