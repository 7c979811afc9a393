"""What was acknowledged and is not answered yet, so that a stop loses nothing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from commands.core.request import request

CLOSING = "Usher is restarting. Try again in a minute."


class Count:
    """How much is under way, for whoever waits until nothing is."""

    def __init__(self) -> None:
        self._number = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        self._number += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._number -= 1
            if not self._number:
                self._idle.set()

    async def over(self, seconds: float) -> bool:
        """Wait so long; False when something was left."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        return self._idle.is_set()


class Work:
    """Counts what is under way; once `closing`, front ends refuse new work with the words of `CLOSING`."""

    def __init__(self) -> None:
        self.closing = False
        self._all = Count()

    @contextmanager
    def underway(self) -> Iterator[None]:
        """Count what is done inside, under one reference."""
        with self._all.one(), request():
            yield

    async def drained(self, seconds: float) -> bool:
        """Refuse new work, and wait so long for the rest; False when some was left."""
        self.closing = True
        return await self._all.over(seconds)
