"""What people typed into forms that are not finished, so that they need not type it again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.core.clock import Clock
from commands.core.invocation import Invocation, Raw

MOST = 1_000  # drafts held; the oldest make room
SECONDS = 3_600.0  # that a draft is held
PREFIX = "form"


@dataclass(frozen=True)
class FormCode:
    """The custom id of a form and of the button that opens it again; `draft` finds what was typed.

    What is `carried` stands in the id itself, so that a form that is open survives a restart.
    """

    command: str
    page: int = 0
    draft: str = "-"
    carried: Mapping[str, Raw] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{PREFIX}:{self.page}:{self.draft}:{Invocation(self.command, self.carried).code}"

    @classmethod
    def read(cls, custom_id: str) -> "FormCode | None":
        """None where it is not a form's; no command has a colon in its name."""
        parts = custom_id.split(":", 3)
        if len(parts) != 4 or parts[0] != PREFIX or not parts[1].isdecimal():  # noqa: PLR2004
            return None
        call = Invocation.from_code(parts[3])
        return cls(call.name, int(parts[1]), parts[2], call.options)


@dataclass(frozen=True)
class Draft:
    user: int
    at: float
    typed: Mapping[str, Raw]


@dataclass
class Drafts:
    """Held in memory alone, and not for long: after a restart a form opens with what is stored."""

    clock: Clock
    _held: dict[str, Draft] = field(default_factory=dict)

    def keep(self, user: int, typed: Mapping[str, Raw]) -> str:
        self._forget_the_old()
        key = secrets.token_urlsafe(9)
        self._held[key] = Draft(user, self.clock.elapsed(), typed)
        return key

    def find(self, user: int, key: str) -> Mapping[str, Raw]:
        """What that person typed; nothing for anyone else."""
        self._forget_the_old()
        draft = self._held.get(key)
        return draft.typed if draft and draft.user == user else {}

    def forget(self, user: int) -> None:
        """Drop all that a person typed, for it was handed in."""
        self._held = {key: draft for key, draft in self._held.items() if draft.user != user}

    def _forget_the_old(self) -> None:
        """The oldest stand first."""
        since = self.clock.elapsed() - SECONDS
        while self._held and (len(self._held) > MOST or next(iter(self._held.values())).at < since):
            del self._held[next(iter(self._held))]
