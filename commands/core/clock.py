"""Time is handed in: nothing in Usher reads the machine's clock by itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...

    def elapsed(self) -> float:
        """Seconds since some fixed point, never set back."""
        ...
