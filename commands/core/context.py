"""What a command is given beside its options."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from commands.core.person import Caller, Permission
from commands.services import Services

if TYPE_CHECKING:
    from commands.core.command import Command

Progress = Callable[[float, str], None]
"""Takes how much is done (0 to 1) and what is being done."""


def silent(_done: float, _doing: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class Context:
    """`commands` are those that the caller may type."""

    caller: Caller
    now: datetime
    services: Services
    commands: tuple["Command", ...] = ()
    progress: Progress = silent

    @property
    def today(self) -> date:
        """The day on the caller's own calendar."""
        return self.now.astimezone(self.caller.person.zone).date()

    def may(self, permission: Permission) -> bool:
        return permission in self.caller.person.permissions
