"""Turns at a platform's pace."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

MOST_LANES = 1_000  # channels remembered before the idle ones are dropped


def loop_time() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Pacer:
    """One turn in so many seconds over all lanes, and one in so many in each lane (say, a channel)."""

    seconds: float
    lane_seconds: float = 0.0
    now: Callable[[], float] = loop_time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _free_at: float = float("-inf")
    _lanes: dict[str, float] = field(default_factory=dict)

    async def turn(self, lane: str = "") -> None:
        now = self.now()
        slot = max(now, self._free_at)
        self._free_at = slot + self.seconds
        at = max(slot, self._lanes.get(lane, slot))
        if self.lane_seconds:
            self._forget_the_idle(now)
            self._lanes[lane] = at + self.lane_seconds
        if at > now:
            await self.sleep(at - now)

    def hold(self, seconds: float) -> None:
        """Give no turn to anybody for so long."""
        self._free_at = max(self._free_at, self.now() + seconds)

    def _forget_the_idle(self, now: float) -> None:
        if len(self._lanes) > MOST_LANES:
            self._lanes = {lane: free for lane, free in self._lanes.items() if free > now}
