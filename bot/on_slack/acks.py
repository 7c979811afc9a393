"""Acknowledge first, then work: also when many people act at once."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

MOST_WAIT = 1.0  # seconds that work stands back; a dialog must open within 3 s


class Acknowledgements:
    """Counts what Slack waits for, so that work can begin when all of that is out.

    `observe` is told how many seconds each took.
    """

    def __init__(self, observe: Callable[[float], None]) -> None:
        self._observe = observe
        self._awaited = 0
        self._all_out = asyncio.Event()
        self._all_out.set()

    @contextmanager
    def awaited(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._awaited += 1
        self._all_out.clear()
        try:
            yield
        finally:
            self._observe(loop.time() - began)
            self._awaited -= 1
            if not self._awaited:
                self._all_out.set()

    async def all_out(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_out.wait(), MOST_WAIT)
