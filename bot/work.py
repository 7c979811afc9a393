"""What was acknowledged and is not answered yet, so that a stop loses nothing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from commands.core.request import request

CLOSING = "Usher is restarting. Try again in a minute."


class Work:
    """Counts what is under way; once `closing`, front ends refuse new work with the words of `CLOSING`."""

    def __init__(self) -> None:
        self.closing = False
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def underway(self) -> Iterator[None]:
        """Count what is done inside, under one reference."""
        self._under_way += 1
        self._idle.clear()
        try:
            with request():
                yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def drained(self, seconds: float) -> bool:
        """Refuse new work, and wait so long for the rest; False when some was left."""
        self.closing = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        return self._idle.is_set()
