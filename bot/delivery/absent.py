"""In the place of a platform that is not set up: what is for it fails with words instead of waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from bot.delivery.sender import Refused, Spot
from commands.delivery.post import Post
from storage.outbox import Target


@dataclass(frozen=True)
class Absent:
    platform: str

    def split(self, _post: Post) -> Sequence[None]:
        return (None,)

    def digest(self, _content: None) -> str:
        return ""

    async def turn(self, _target: Target, _action: Literal["send", "edit", "remove"]) -> None:
        self._refuse()

    async def publishes(self, _target: Target) -> bool:
        return False

    async def send(self, _spot: Spot[None]) -> str:
        self._refuse()

    async def find(self, _spot: Spot[None]) -> str | None:
        self._refuse()

    async def edit(self, _remote: str, _content: None) -> None:
        self._refuse()

    async def remove(self, _remote: str) -> None:
        self._refuse()

    async def publish(self, _remote: str) -> None:
        self._refuse()

    async def problem(self, _target: Target) -> str:
        return self._said

    async def name(self, _target: Target) -> str:
        return ""

    async def link(self, _target: Target) -> str:
        return ""

    def _refuse(self) -> NoReturn:
        raise Refused("not set up", self._said)

    @property
    def _said(self) -> str:
        return f"{self.platform} is not set up here"
