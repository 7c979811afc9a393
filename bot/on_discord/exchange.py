"""One interaction and all that is said to it: acknowledged at once, progress shown, then the answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

import discord

from bot.on_discord.render import Message, render, sentence
from bot.on_discord.sending import NOBODY, files_of, view_of, without_files
from commands.core.dispatch import Answer
from commands.core.reply import Reply

log = logging.getLogger(__name__)

PACE = 1.0  # seconds between two edits that show progress
STEPS = 10
TAKEN_BACK = "…"
REFUSED = "Discord refused to show this reply. Tell the organisers what you did."
TRIES = 3  # at a rate limit that the library leaves to us
LONGEST_WAIT = 30.0  # seconds


async def patiently(send: Callable[[], Awaitable[object]]) -> None:
    """Wait out a rate limit; the library does so itself only where Discord's proxies sign it."""
    for _ in range(TRIES):
        try:
            await send()
        except discord.HTTPException as error:
            if error.status != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            await asyncio.sleep(min(float(error.response.headers.get("Retry-After", 1)), LONGEST_WAIT))
        else:
            return
    await send()


@dataclass
class Progress:
    """What was last reported, and shown when its turn comes."""

    interaction: discord.Interaction
    latest: str | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self, done: float, doing: str) -> None:
        steps = round(max(0.0, min(done, 1.0)) * STEPS)
        self.latest = f"{'▰' * steps}{'▱' * (STEPS - steps)} {doing}"

    async def show(self) -> None:
        """Return only between two edits, so that none arrives after the answer."""
        while not self.ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ended.wait(), PACE)
            if self.latest is not None and not self.ended.is_set():
                shown, self.latest = sentence(self.latest), None
                with suppress(discord.HTTPException):
                    await self.interaction.edit_original_response(content=shown.content)


@dataclass
class Exchange:
    """`private` is how the interaction was deferred; the first message takes the place of the waiting."""

    interaction: discord.Interaction
    private: bool
    waiting: bool = True

    async def open(self) -> None:
        await patiently(lambda: self.interaction.response.defer(ephemeral=self.private, thinking=True))

    async def watch(self, work: Awaitable[Answer], progress: Progress) -> Answer:
        """Show progress in the place of the waiting, as long as nothing else stands there."""
        if not self.waiting:
            return await work
        showing = asyncio.create_task(progress.show())
        try:
            return await work
        finally:
            progress.ended.set()
            await showing

    async def say(self, reply: Reply, *, private: bool) -> None:
        """What is private never shows in public: there the waiting is taken back first."""
        if self.waiting and private and not self.private:
            await self._take_back()
        for message in render(reply, self.interaction.filesize_limit):
            await self._send(message, private=private or self.private)

    async def _take_back(self) -> None:
        """End the waiting before it is deleted, or Discord would put the next message in its place."""
        await self.interaction.edit_original_response(content=TAKEN_BACK)
        await self.interaction.delete_original_response()
        self.waiting = False

    async def _send(self, message: Message, *, private: bool) -> None:
        """Whatever Discord has against a message, its reader is not left waiting."""
        try:
            await patiently(lambda: self._post(message, private=private))
        except discord.HTTPException as error:
            if error.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}:
                raise
            log.exception("Discord refused a message")
            instead = without_files(message) if message.files else sentence(REFUSED)
            await self._post(instead, private=private)

    async def _post(self, message: Message, *, private: bool) -> None:
        view, embeds = view_of(message.buttons), list(message.embeds)
        if self.waiting:
            await self.interaction.edit_original_response(
                content=message.content or None,
                embeds=embeds,
                attachments=files_of(message),
                view=view,
                allowed_mentions=NOBODY,
            )
            self.waiting = False
            return
        await self.interaction.followup.send(
            message.content or discord.utils.MISSING,
            embeds=embeds,
            files=files_of(message),
            view=view or discord.utils.MISSING,
            ephemeral=private,
            allowed_mentions=NOBODY,
        )
