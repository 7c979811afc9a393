"""The machine's clock, and one that can be set to another day."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        return time.monotonic()


class ShiftedClock(SystemClock):
    """Shows another day and ticks on from there; the playground lives by it."""

    def __init__(self) -> None:
        self._shift = timedelta()

    @property
    def is_real(self) -> bool:
        return not self._shift

    def now(self) -> datetime:
        return super().now() + self._shift

    def set(self, at: datetime | None) -> None:
        """Show `at` from now on, or the real time when it is None."""
        self._shift = at - super().now() if at else timedelta()
