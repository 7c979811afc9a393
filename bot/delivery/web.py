"""Delivery on the playground: into its channels, or to one person alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.delivery.sender import Gone, Refused, Spot
from bot.on_web.people import CHANNELS, PEOPLE
from bot.on_web.playground import Playground
from bot.on_web.render import Shown, render
from bot.on_web.room import USHER, Message
from bot.on_web.shelf import Kept
from commands.core.reply import Reply
from commands.core.spool import Content
from commands.delivery.outgoing import read_post
from commands.delivery.post import Post
from storage.outbox import Target
from storage.parts import root
from storage.standing import Standing, standing_on
from storage.store import Store

FOR_ONE = "general"  # the channel in which a person finds what is for them alone


@dataclass
class WebSender:
    """The playground's room lives in memory, so that a remote id is the mark under which it was put there."""

    playground: Playground
    _numbers: dict[str, int] = field(default_factory=dict)

    async def restore(self, store: Store) -> None:
        """Show what was delivered in earlier runs."""
        async with store.reading() as transaction:
            standing = await standing_on(transaction, "web")
        marks = {(each.message, each.target.id): root(each.parts) for each in standing}
        for each in standing:
            if _is_there(each.target):
                self._restore(each, marks)

    def _restore(self, standing: Standing, marks: Mapping[tuple[int, str], str]) -> None:
        post = read_post(standing.body)
        (content,) = self.split(post)
        under = marks.get((post.under or 0, standing.target.id), "")
        self._put(standing.target, content, standing.parts[0].id, standing.at, under)

    def split(self, post: Post) -> Sequence[Reply]:
        """The page sets no limit."""
        return (post.shown,)

    def digest(self, _content: Reply) -> str:
        return ""

    async def turn(self, target: Target, action: Literal["send", "edit", "remove"]) -> None:
        """There is nothing to wait for."""

    async def publishes(self, _target: Target) -> bool:
        return False

    async def send(self, spot: Spot[Reply]) -> str:
        if missing := await self.problem(spot.target):
            raise Refused("channel gone", missing)
        content = spot.content or Reply(())
        self._put(spot.target, content, spot.attempt.mark, self.playground.clock.now(), spot.under)
        return spot.attempt.mark

    def _put(self, target: Target, content: Reply, mark: str, at: datetime, under: str) -> None:
        owner = target.id if target.place == "person" else None
        channel = FOR_ONE if owner else target.id
        number = self._numbers[mark] = self.playground.room.next_id()
        blocks = self._blocks(content, channel, owner)
        parent = self._numbers.get(under, 0)
        self.playground.room.add(Message(number, channel, USHER, at, blocks, owner, under=parent))

    def _blocks(self, content: Reply, channel: str, owner: str | None) -> tuple[Shown, ...]:
        def keep(name: str, data: Content, media_type: str) -> str:
            return self.playground.shelf.put(Kept(name, data, media_type, channel, owner))

        return tuple(render(content, keep))

    async def find(self, spot: Spot[Reply]) -> str | None:
        return spot.attempt.mark if spot.attempt.mark in self._numbers else None

    async def edit(self, remote: str, content: Reply) -> None:
        message = self._message(remote)
        blocks = self._blocks(content, message.channel, message.only)
        self.playground.room.add(replace(message, blocks=blocks))

    async def remove(self, remote: str) -> None:
        self.playground.room.remove(self._message(remote).id)

    async def publish(self, _remote: str) -> None:
        """Nobody follows these channels."""

    async def problem(self, target: Target) -> str:
        return "" if _is_there(target) else f"there is no #{target.id} on the playground"

    async def name(self, target: Target) -> str:
        return target.id if target.place == "channel" else ""

    async def link(self, _target: Target) -> str:
        return ""

    def _message(self, remote: str) -> Message:
        message = self.playground.room.get(self._numbers.get(remote, 0))
        if message is None:
            raise Gone
        return message


def _is_there(target: Target) -> bool:
    known: Mapping[str, object] = PEOPLE if target.place == "person" else CHANNELS
    return target.id in known
