"""Delivery on Slack: each message carries its attempt's mark in its metadata, and is found again by it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from bot.delivery.pacer import Pacer
from bot.delivery.pictures import Pictures
from bot.delivery.sender import LOOKED_THROUGH, UNCUT, CannotTell, Gone, Later, Refused, Spot
from bot.delivery.slack_api import INVITE, SlackApi
from bot.on_slack import limits
from bot.on_slack.look import look
from bot.on_slack.render import Attachment, Message, render
from commands.core.reply import Copy, File, Picture
from commands.delivery.post import Post
from storage.outbox import Target

EVENT = "usher_delivery"
"""The type of the metadata that Usher's messages carry."""

WORKSPACE_SECONDS = 0.2  # between two messages: "several hundred a minute" in a workspace
LANE_SECONDS = 1.0  # between two messages to one channel
CHANGE_SECONDS = 1.2  # between two edits, and between two removals: fifty a minute
PICTURE_PAUSE = 5.0  # seconds
NO_BLOCKS = "invalid_blocks"
THREADED = "It stands in the thread under the first."
PAGE = 100  # messages of a history
MARGIN = timedelta(minutes=10)  # between our clock and Slack's
EVERYBODY = {"here": "<!here>", "channel": "<!channel>", "everyone": "<!everyone>"}


@dataclass(frozen=True)
class Page:
    """One message with its files: pictures stand in it, other files are linked from it."""

    message: Message
    files: tuple[Attachment, ...] = ()


@dataclass
class Paces:
    """Slack's limits hold for each method by itself."""

    send: Pacer = field(default_factory=lambda: Pacer(WORKSPACE_SECONDS, LANE_SECONDS))
    edit: Pacer = field(default_factory=lambda: Pacer(CHANGE_SECONDS))
    remove: Pacer = field(default_factory=lambda: Pacer(CHANGE_SECONDS))


@dataclass
class SlackSender:
    api: SlackApi
    pictures: Pictures
    paces: Paces = field(default_factory=Paces)
    _directs: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def split(self, post: Post) -> Sequence[Page]:
        return split(post)

    def digest(self, _content: Page) -> str:
        """Slack gives the mark back, so nothing else need tell messages apart."""
        return ""

    async def turn(self, target: Target, action: Literal["send", "edit", "remove"]) -> None:
        pacer: Pacer = getattr(self.paces, action)
        await pacer.turn(target.id)

    async def publishes(self, _target: Target) -> bool:
        return False

    async def send(self, spot: Spot[Page]) -> str:
        channel, page = await self._channel(spot.target), spot.content or Page(Message("", ()))
        under = spot.under or spot.first
        threaded = {"thread_ts": _stamp(under)} if under else {}
        seen = {"reply_broadcast": True} if spot.under else {}
        said = {**await self._said(page, spot.mentions), **threaded, **seen}
        metadata = {"event_type": EVENT, "event_payload": {"mark": spot.attempt.mark}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        made = await self._with_pictures(
            page, "chat.postMessage", channel=channel, metadata=metadata, **said, **quiet
        )
        return f"{made.get('channel') or channel}/{made['ts']}"

    async def _said(self, page: Page, mentions: Sequence[str] = ()) -> dict[str, Any]:
        rings = _mentions(mentions)
        leading = [_section(rings)] if rings else []
        blocks = [*leading, *page.message.blocks, *await self.pictures.blocks(page.files)]
        return {"text": f"{rings} {page.message.text}".strip(), "blocks": blocks}

    async def _with_pictures(self, page: Page, method: str, **given: Any) -> Mapping[str, Any]:
        """Slack refuses a message whose picture it lost, or has not looked at yet."""
        try:
            return await self.api.call(method, **given)
        except Refused as error:
            if not page.files or error.code != NO_BLOCKS:
                raise
            await self.pictures.forget(page.files)
            raise Later("refused", "Slack does not show the picture yet", PICTURE_PAUSE) from error

    async def edit(self, remote: str, content: Page) -> None:
        channel, _, stamp = remote.partition("/")
        said = await self._said(content)
        await self._with_pictures(content, "chat.update", channel=channel, ts=stamp, **said)

    async def remove(self, remote: str) -> None:
        channel, _, stamp = remote.partition("/")
        await self.api.call("chat.delete", channel=channel, ts=stamp)

    async def publish(self, _remote: str) -> None:
        """Slack has no announcement channels."""

    async def problem(self, target: Target) -> str:
        """Slack is asked anew each time, since members come and go."""
        if target.place == "person":
            return ""
        channel = await self._about(target)
        if channel.get("is_archived"):
            return "the channel is archived"
        return "" if channel.get("is_member") else INVITE

    async def name(self, target: Target) -> str:
        if target.place == "channel" and target.id not in self._names:
            await self._about(target)
        return self._names.get(target.id, "")

    async def _about(self, target: Target) -> Mapping[str, Any]:
        found = await self.api.call("conversations.info", channel=target.id)
        channel: Mapping[str, Any] = found.get("channel") or {}
        self._names[target.id] = str(channel.get("name") or "")
        return channel

    async def link(self, target: Target) -> str:
        channel = await self._channel(target)
        return (
            str((await self.api.call("auth.test")).get("url", "https://slack.com/")) + f"archives/{channel}"
        )

    async def find(self, spot: Spot[Page]) -> str | None:
        """In the channel's recent history, or in the thread."""
        channel = await self._channel(spot.target)
        try:
            async for message in self._history(channel, spot):
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("mark") == spot.attempt.mark:
                    return f"{channel}/{message['ts']}"
        except Gone:  # a thread that is not there holds nothing
            return None
        except Refused as error:
            raise CannotTell from error
        return None

    async def _history(self, channel: str, spot: Spot[Page]) -> AsyncIterator[Mapping[str, Any]]:
        """At least a page, since clocks may differ; a thread is read whole."""
        under = spot.under or spot.first
        method = "conversations.replies" if under else "conversations.history"
        place = {"channel": channel, **({"ts": _stamp(under)} if under else {})}
        cursor: dict[str, str] = {}
        for _ in range(LOOKED_THROUGH // PAGE):
            page = await self.api.call(method, **place, limit=PAGE, include_all_metadata=True, **cursor)
            messages = page.get("messages") or []
            for message in messages:
                yield message
            following = (page.get("response_metadata") or {}).get("next_cursor")
            if not following or (not under and _posted(messages[-1]) < spot.attempt.at - MARGIN):
                return
            cursor = {"cursor": following}
        raise CannotTell

    async def _channel(self, target: Target) -> str:
        if target.place != "person":
            return target.id
        if target.id not in self._directs:
            opened = await self.api.call("conversations.open", users=target.id)
            self._directs[target.id] = str(opened["channel"]["id"])
        return self._directs[target.id]


def split(post: Post) -> Sequence[Page]:
    """A long post goes on in a thread under its first message, which has room for what rings and pictures."""
    beside = 1 + sum(isinstance(block, Picture | File) for block in post.reply.blocks)
    rendered = render(post.shown, most_messages=UNCUT, most_blocks=limits.MESSAGE_BLOCKS - beside)
    first, *others = rendered.messages or (Message("", ()),)
    return [Page(first, rendered.attachments), *map(Page, others)]


def copies(post: Post) -> Sequence[Copy]:
    """The messages as they will look; nothing of Slack's is asked."""
    first, *others = split(post)
    rings = tuple(name for name in post.mentions if _mention(name))
    pictures = [block for block in post.reply.blocks if isinstance(block, Picture)]
    threaded = (Copy(tuple(look(page.message.blocks)), note=THREADED) for page in others)
    return [Copy((*look(first.message.blocks), *pictures), rings), *threaded]


def _stamp(remote: str) -> str:
    return remote.partition("/")[2]


def _posted(message: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(float(message["ts"]), UTC)


def _mentions(names: Sequence[str]) -> str:
    """What Slack can't mention is left out."""
    return " ".join(dict.fromkeys(written for name in names if (written := _mention(name))))


def _mention(name: str) -> str:
    if name in EVERYBODY:
        return EVERYBODY[name]
    kind, person = name[:1], name.removeprefix("@")
    if not person.isalnum() or person.isdecimal():
        return ""
    return f"<@{person}>" if kind == "@" else f"<!subteam^{name}>" if kind == "S" else ""


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
