"""What people typed into forms that are not finished, so that they need not type it again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.core.invocation import Raw

MOST = 1_000  # drafts held; the oldest make room
PREFIX = "form"


@dataclass(frozen=True)
class FormCode:
    """The custom id of a form and of the button that opens it again; `draft` finds what was typed."""

    command: str
    page: int = 0
    draft: str = "-"

    def __str__(self) -> str:
        return f"{PREFIX}:{self.page}:{self.draft}:{self.command}"

    @classmethod
    def read(cls, custom_id: str) -> "FormCode | None":
        """None where it is not a form's; no command has a colon in its name."""
        parts = custom_id.split(":", 3)
        if len(parts) != 4 or parts[0] != PREFIX or not parts[1].isdecimal():  # noqa: PLR2004
            return None
        return cls(parts[3], int(parts[1]), parts[2])


@dataclass
class Drafts:
    """Held in memory alone: after a restart a form opens with what is stored."""

    _held: dict[str, tuple[int, Mapping[str, Raw]]] = field(default_factory=dict)

    def keep(self, user: int, typed: Mapping[str, Raw]) -> str:
        token = secrets.token_urlsafe(9)
        self._held[token] = (user, typed)
        while len(self._held) > MOST:
            del self._held[next(iter(self._held))]
        return token

    def find(self, user: int, token: str) -> Mapping[str, Raw]:
        """What that person typed; nothing for anyone else."""
        owner, typed = self._held.get(token, (None, {}))
        return typed if owner == user else {}
