"""What the soak itself broke, where and when: the one excuse for whatever is not answered meanwhile."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

AFTER = 6.0  # seconds in which what was broken may still be felt


@dataclass
class Trouble:
    """`where` is a process's name, a platform, or the store."""

    what: str
    where: str
    began: float
    ended: float = inf


@dataclass
class Troubles:
    say: Callable[[str], None] = lambda _what: None
    had: list[Trouble] = field(default_factory=list)

    @contextmanager
    def trouble(self, what: str, where: str) -> Iterator[None]:
        """It lasts as long as the block."""
        trouble = Trouble(what, where, time.time())
        self.had.append(trouble)
        self.say(f"{what}: {where}")
        try:
            yield
        finally:
            trouble.ended = time.time()

    def excuse(self, began: float, ended: float, *where: str) -> bool:
        """Whether something was broken at any of these places between two moments."""
        return any(
            each.where in where and each.began <= ended and began <= each.ended + AFTER for each in self.had
        )
