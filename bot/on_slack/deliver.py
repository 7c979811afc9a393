"""Replies on their way: to the place of the call, to the caller alone, or into the direct messages."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from http import HTTPStatus
from typing import Any

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.on_slack import limits
from bot.on_slack.client import UNREACHABLE, Pace, retry_handlers, why
from bot.on_slack.render import Attachment, Message, render, with_again
from bot.on_slack.upload import upload
from commands.core.reply import Heading, Line, Link, Paragraph, Plain, Reply, line

log = logging.getLogger(__name__)

NOT_UPLOADED = "Slack did not take the file: {why}. Ask an organiser to run `usher doctor`."


@dataclass
class Post:
    """What every delivery needs; `directs` are the channels of direct messages, by person."""

    client: AsyncWebClient
    session: ClientSession
    pace: Pace
    directs: dict[str, str] = field(default_factory=dict)

    async def direct(self, user: str) -> str:
        if user not in self.directs:
            answer = await self.client.conversations_open(users=user)
            self.directs[user] = answer["channel"]["id"]
        return self.directs[user]


@dataclass
class Place:
    """Where one call came from; a `response_url` reaches the caller also where Usher is no member.

    What is for all to see goes into the `thread`, where there is one.
    """

    post: Post
    user: str
    channel: str = ""
    response_url: str = ""
    zone: tzinfo = UTC
    left: int = limits.RESPONSES
    thread: str = ""

    async def reply(self, reply: Reply, *, private: bool, again: str = "") -> None:
        """Every message and file of a reply; what Slack refuses is told in the log, never raised.

        `again` is what a refused dialog held, for the button that opens it once more.
        """
        rendered = render(reply, self.zone)
        messages = list(rendered.messages)
        if rendered.attachments:
            told = await self._hand_over(rendered.attachments, private=private)
            messages = _joined(
                messages, render(Reply.of(Paragraph(told)), self.zone).messages if told else ()
            )
        for message in with_again(messages, again) if again else messages:
            await self._say(message, private=private)

    async def say(self, text: str) -> None:
        """A sentence for the caller alone."""
        await self.reply(Reply.of(Heading(text)), private=True)

    async def _say(self, message: Message, *, private: bool) -> None:
        if self.response_url and self.left and await self._respond(message, private=private):
            return
        if not private and self.channel and await self._post(self.channel, message):
            return
        await self._post(self.user, message)

    async def _respond(self, message: Message, *, private: bool) -> bool:
        self.left -= 1
        webhook = AsyncWebhookClient(
            self.response_url, session=self.post.session, retry_handlers=retry_handlers()
        )
        try:
            answer = await webhook.send(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral" if private else "in_channel",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except UNREACHABLE as error:
            log.warning("a response_url failed: %s", type(error).__name__)
            return False
        if answer.status_code != HTTPStatus.OK:
            log.warning("a response_url answered %s: %s", answer.status_code, answer.body[:200])
        return answer.status_code == HTTPStatus.OK

    async def _post(self, channel: str, message: Message) -> bool:
        """A person's id as the channel leads into their direct messages with Usher."""
        thread = self.thread if channel == self.channel else ""
        try:
            async with self.post.pace.turn(channel):
                await self.post.client.chat_postMessage(
                    channel=channel,
                    thread_ts=thread or None,
                    text=message.text,
                    blocks=message.blocks,
                    unfurl_links=False,
                    unfurl_media=False,
                )
        except UNREACHABLE as error:
            log.warning("chat.postMessage failed: %s", why(error))
            return False
        return True

    async def _hand_over(self, files: Sequence[Attachment], *, private: bool) -> Line | None:
        """Files can't be for one reader in a channel, so these go to the caller's direct messages."""
        if not private and self.channel:
            try:
                await self._upload(files, self.channel)
            except UNREACHABLE as error:
                log.info("the channel takes no file: %s", why(error))
            else:
                return None
        try:
            direct = await self.post.direct(self.user)
            shared = await self._upload(files, direct)
        except UNREACHABLE as error:
            log.warning("a file was not uploaded: %s", why(error))
            return line(NOT_UPLOADED.format(why=why(error)))
        return None if direct == self.channel else _where(files, shared)

    async def _upload(self, files: Sequence[Attachment], channel: str) -> Sequence[dict[str, Any]]:
        return await upload(self.post.client, self.post.session, files, channel)


def _joined(messages: Sequence[Message], more: Sequence[Message]) -> list[Message]:
    """What is added stands in the last message where it fits there."""
    if not messages or not more:
        return [*messages, *more]
    *first, last = messages
    blocks = (*last.blocks, *more[0].blocks)
    text = f"{last.text}\n{more[0].text}"
    return [*first, Message(text, blocks)] if _fits(blocks, text) else [*messages, *more]


def _fits(blocks: Sequence[object], text: str) -> bool:
    return len(blocks) <= limits.MESSAGE_BLOCKS and len(text) <= limits.FALLBACK_TEXT


def _where(files: Sequence[Attachment], shared: Sequence[dict[str, Any]]) -> Line:
    links: list[Link | Plain] = []
    for number, file in enumerate(files):
        address = shared[number].get("permalink") if number < len(shared) else None
        links += [Plain(", " if number else "📎 "), Link(file.name, address) if address else Plain(file.name)]
    verb = "is" if len(files) == 1 else "are"
    return (*links, Plain(f" {verb} in your direct messages with Usher (under Apps)."))
