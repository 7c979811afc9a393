"""Front ends side by side: one that is down neither stops the others nor is given up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain, repeat
from typing import Literal, get_args

from bot.work import Work
from commands.core.clock import Clock

log = logging.getLogger(__name__)

PAUSES = (5, 10, 30, 60, 120, 300)  # seconds before each next try; the last one from then on
STEADY = 600.0  # seconds after which a front end that ran is not a repeated failure any more
GRACE = 10.0  # seconds that acknowledged work has to end at a stop

State = Literal["connecting", "standby", "running", "down"]
"""A front end on standby has nothing to do while another process serves its platform."""

STATES: tuple[State, ...] = get_args(State)

Report = Callable[[State], None]
"""A front end tells by it how its connection is now."""

FrontEnd = Callable[[Report], Awaitable[None]]


def unheard(_state: State) -> None:
    """Report to nobody."""


class Unavailable(Exception):
    """A platform that refuses the token or can't be reached; the text says which and what to do."""


@dataclass(frozen=True)
class Health:
    """How a front end is, and since when; `reason` is why it is down."""

    state: State
    since: datetime
    reason: str = ""


@dataclass
class Supervisor:
    """`sleep` is handed in so that a test need not wait."""

    clock: Clock
    work: Work
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    health: dict[str, Health] = field(default_factory=dict)

    async def run(self, front_ends: Mapping[str, FrontEnd], stop: asyncio.Event) -> None:
        """Keep every front end running until `stop`; then end what was acknowledged, and close."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._keep(name, start)) for name, start in front_ends.items()]
            await stop.wait()
            if not await self.work.drained(GRACE):
                log.warning("some acknowledged work was cut off after %s s", GRACE)
            for task in tasks:
                task.cancel()

    async def _keep(self, name: str, start: FrontEnd) -> None:
        pauses = _pauses()
        while True:
            began = self.clock.elapsed()
            reason = await self._why_it_ended(name, start)
            if self.work.closing:  # its clean-up failed, and what cancelled it is forgotten
                return
            if self.clock.elapsed() - began >= STEADY:
                pauses = _pauses()
            pause = next(pauses)
            self.health[name] = Health("down", self.clock.now(), reason)
            log.warning("%s is down: %s Next try in %s s.", name, reason, pause)
            await self.sleep(pause)

    async def _why_it_ended(self, name: str, start: FrontEnd) -> str:
        self._tell(name, "connecting")
        try:
            await start(partial(self._tell, name))
        except Unavailable as error:
            return str(error)
        except Exception:
            log.exception("%s stopped", name)
            return "It broke; the log has the trace."
        return "It ended by itself."

    def _tell(self, name: str, state: State) -> None:
        if name not in self.health or self.health[name].state != state:
            self.health[name] = Health(state, self.clock.now())


def _pauses() -> Iterator[float]:
    return chain(PAUSES, repeat(PAUSES[-1]))
