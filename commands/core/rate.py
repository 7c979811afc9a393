"""How much one person may ask for in a while."""

from dataclasses import dataclass, field

FORGET_AFTER = 10_000  # buckets kept before the full ones are dropped


@dataclass
class RateLimit:
    """A bucket a person: `burst` at once, refilled evenly over `seconds`."""

    burst: int
    seconds: float
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait(self, person: str, cost: int, elapsed: float) -> float:
        """Take `cost` and return 0, or take nothing and return the seconds until it would do."""
        filled = self._filled(person, elapsed)
        if filled < cost:
            return (cost - filled) * self.seconds / self.burst
        self._buckets[person] = (filled - cost, elapsed)
        self._forget_the_full(elapsed)
        return 0.0

    def _filled(self, person: str, elapsed: float) -> float:
        left, since = self._buckets.get(person, (float(self.burst), elapsed))
        return min(self.burst, left + (elapsed - since) * self.burst / self.seconds)

    def _forget_the_full(self, elapsed: float) -> None:
        if len(self._buckets) > FORGET_AFTER:
            full = [person for person in self._buckets if self._filled(person, elapsed) >= self.burst]
            for person in full:
                del self._buckets[person]
