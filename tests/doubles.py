"""What tests hand in where the world would be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from commands.checkpdf.inspection import Inspection, Limits
from commands.core.dispatch import Answer
from commands.core.invocation import Invocation
from commands.core.person import Caller, Permission, Person, Place

SUMMER = datetime(2025, 8, 1, 12, tzinfo=UTC)

AUTHOR = Caller(Person("ada", "Ada"), Place("web", "general"))
ORGANISER = Caller(Person("grace", "Grace", frozenset(Permission)), Place("web", "organisers"))


@dataclass
class FixedClock:
    """A clock that moves when a test moves it."""

    at: datetime = SUMMER
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return self.seconds


@dataclass
class Records:
    """Keeps what dispatch records."""

    kept: list[tuple[Caller, Invocation, Answer]] = field(default_factory=list)

    async def __call__(self, caller: Caller, call: Invocation, answer: Answer) -> None:
        self.kept.append((caller, call, answer))


class NoPapers:
    """A checker for tests in which no paper is checked."""

    async def check(
        self,
        data: bytes,
        name: str,
        limits: Limits,
        progress: Callable[[float, str], None],
        *,
        names: str = "",
    ) -> Inspection:
        raise AssertionError(f"no paper was expected: {name}")
