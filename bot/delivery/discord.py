"""Delivery on Discord, by REST alone: any process delivers, whichever holds the gateway."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, cast

import discord
from discord.http import MultipartParameters, handle_message_parameters
from discord.utils import MISSING

from bot.delivery.discord_rest import PUBLISHED_BEFORE, Rest
from bot.delivery.discord_rights import rights
from bot.delivery.sender import LOOKED_THROUGH, UNCUT, CannotTell, Refused, Spot
from bot.on_discord.limits import CONTENT, shortened
from bot.on_discord.look import look
from bot.on_discord.render import Message, render
from bot.on_discord.sending import NOBODY, files_of, view_of
from commands.core.clock import Clock
from commands.core.reply import Copy
from commands.delivery.post import Post
from storage.outbox import Target

REQUESTS_A_SECOND = 47  # of the 50 that Discord takes of a bot; the rest are for those who use it now
LANE_SECONDS = 1.0  # between two messages to one channel, which takes five in five seconds
PAGE = 100  # messages of a history
NONCE_HOLDS = timedelta(minutes=2)  # "a few minutes" in Discord's words
OLDER = timedelta(days=1)  # what was posted so long before an attempt is not of it, whatever the clocks
MARGIN = timedelta(minutes=10)  # between our clock and Discord's
NEWS = 5  # the type of an announcement channel
TEXT_CHANNELS = {0, 2, 5, 10, 11, 12, 13}  # the types that take messages
NEEDED = {
    "view_channel": "view the channel",
    "send_messages": "send messages",
    "embed_links": "embed links",
    "attach_files": "attach files",
    "read_message_history": "read the message history",
}
EVERYBODY = {"here": "@here", "everyone": "@everyone", "channel": "@everyone"}
PERSON = re.compile(r"@(\d+)")


@dataclass
class DiscordSender:
    """Remembers for its process what does not change: direct messages' channels, and kinds of channel."""

    rest: Rest
    clock: Clock
    _directs: dict[str, str] = field(default_factory=dict)
    _channels: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _own: str = ""
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def split(self, post: Post) -> Sequence[Message]:
        return split(post)

    def digest(self, content: Message) -> str:
        return _digest(content.content, [embed.to_dict() for embed in content.embeds])

    async def turn(self, target: Target, action: Literal["send", "edit", "remove"]) -> None:
        await self.rest.pacer.turn(f"{action}:{target.id}")

    async def publishes(self, target: Target) -> bool:
        return target.place == "channel" and (await self._about(target.id)).get("type") == NEWS

    async def send(self, spot: Spot[Message]) -> str:
        channel = await self._channel(spot.target)
        path = f"/channels/{channel}/messages"
        made = await self.rest.write("POST", path, _new(spot))
        return f"{channel}/{made['id']}"

    async def edit(self, remote: str, content: Message) -> None:
        await self.rest.write("PATCH", _path(remote), _changed(content))

    async def remove(self, remote: str) -> None:
        await self.rest.call("DELETE", _path(remote))

    async def publish(self, remote: str) -> None:
        """Hand it on to the servers that follow the channel; beyond ten an hour Discord says when."""
        try:
            await self.rest.call("POST", f"{_path(remote)}/crosspost")
        except Refused as error:
            if error.code != PUBLISHED_BEFORE:
                raise

    async def problem(self, target: Target) -> str:
        """Discord is asked anew each time, since rights change."""
        if target.place == "person":
            return ""
        channel = self._channels[target.id] = await self.rest.get(f"/channels/{target.id}")
        if channel.get("type") not in TEXT_CHANNELS:
            return "this is no channel for messages"
        may = await rights(self.rest, channel)
        lacking = [words for name, words in NEEDED.items() if not getattr(may, name)]
        return f"let Usher {', '.join(lacking)} there" if lacking else ""

    async def name(self, target: Target) -> str:
        return str((await self._about(target.id)).get("name") or "") if target.place == "channel" else ""

    async def link(self, target: Target) -> str:
        channel = await self._channel(target)
        guild = (await self._about(channel)).get("guild_id") or "@me"
        return f"https://discord.com/channels/{guild}/{channel}"

    async def find(self, spot: Spot[Message]) -> str | None:
        """In the channel's recent history; where that is closed, Discord's own refusal of repeats must do."""
        channel = await self._channel(spot.target)
        async for message in self._history(channel, spot.attempt.at):
            if await self._is_it(message, f"{channel}/{message['id']}", spot):
                return f"{channel}/{message['id']}"
        now = await self.rest.get(f"/channels/{channel}")
        may_read = (await rights(self.rest, now)).read_message_history
        age = self.clock.now() - spot.attempt.at
        if not may_read and not timedelta() <= age < NONCE_HOLDS:
            raise CannotTell
        return None

    async def _history(self, channel: str, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
        """The newest first; at least a page, since clocks may differ."""
        before: dict[str, str] = {}
        for _ in range(LOOKED_THROUGH // PAGE):
            page = await self.rest.get(f"/channels/{channel}/messages", limit=str(PAGE), **before)
            for message in page:
                yield message
            if len(page) < PAGE or _posted(page[-1]) < since - MARGIN:
                return
            before = {"before": str(page[-1]["id"])}
        raise CannotTell

    async def _is_it(self, message: Mapping[str, Any], remote: str, spot: Spot[Message]) -> bool:
        if message["author"]["id"] != await self._me() or remote in spot.known:
            return False
        if message.get("nonce"):
            return str(message["nonce"]) == spot.attempt.mark
        recent = _posted(message) >= spot.attempt.at - OLDER
        return recent and _digest(message["content"], message["embeds"]) == spot.attempt.digest

    async def _me(self) -> str:
        self._own = self._own or str((await self.rest.get("/users/@me"))["id"])
        return self._own

    async def _channel(self, target: Target) -> str:
        if target.place != "person":
            return target.id
        if target.id not in self._directs:
            opened = await self.rest.call("POST", "/users/@me/channels", {"recipient_id": target.id})
            self._directs[target.id] = str(opened["id"])
        return self._directs[target.id]

    async def _about(self, channel: str) -> Mapping[str, Any]:
        """What does not change about a channel; all of its server are asked about at once."""
        async with self._asking:
            if channel not in self._channels:
                self._channels[channel] = await self.rest.get(f"/channels/{channel}")
                guild = self._channels[channel].get("guild_id")
                others = await self.rest.get(f"/guilds/{guild}/channels") if guild else ()
                self._channels.update({str(each["id"]): {"guild_id": guild, **each} for each in others})
        return self._channels[channel]


def split(post: Post) -> Sequence[Message]:
    return render(post.shown, most_messages=UNCUT)


def copies(post: Post) -> Sequence[Copy]:
    """The messages as they will look; nothing of Discord's is asked."""
    first, *others = (tuple(look(message)) for message in split(post))
    rings = tuple(name for name in post.mentions if _mentions((name,))[0])
    return [Copy(first, rings), *map(Copy, others)]


def _path(remote: str) -> str:
    channel, _, message = remote.partition("/")
    return f"/channels/{channel}/messages/{message}"


def _posted(message: Mapping[str, Any]) -> datetime:
    return discord.utils.snowflake_time(int(message["id"]))


def _new(spot: Spot[Message]) -> MultipartParameters:
    """A message under its attempt's mark, so that Discord takes it once."""
    content = spot.content or Message()
    rings, allowed = _mentions(spot.mentions)
    view, words = view_of(content.buttons), f"{rings}\n{content.content}".strip()
    under = {"message_id": spot.under.partition("/")[2], "fail_if_not_exists": False}
    return handle_message_parameters(
        shortened(words, CONTENT) or MISSING,
        embeds=list(content.embeds),
        files=files_of(content) or MISSING,
        view=view or MISSING,
        nonce=spot.attempt.mark,
        allowed_mentions=allowed,
        message_reference=cast("Any", under) if spot.under else MISSING,
    )


def _changed(content: Message) -> MultipartParameters:
    return handle_message_parameters(
        content.content or None,
        embeds=list(content.embeds),
        attachments=files_of(content),
        view=view_of(content.buttons),
        allowed_mentions=NOBODY,
    )


def _mentions(names: Sequence[str]) -> tuple[str, discord.AllowedMentions]:
    """The words that ring, and leave for just these to do so; what Discord can't mention is left out."""
    everybody = [EVERYBODY[name] for name in names if name in EVERYBODY]
    roles = [int(name) for name in names if name.isdecimal()]
    people = [int(found[1]) for name in names if (found := PERSON.fullmatch(name))]
    words = [*everybody, *(f"<@&{role}>" for role in roles), *(f"<@{person}>" for person in people)]
    allowed = discord.AllowedMentions(
        everyone=bool(everybody),
        roles=[discord.Object(role) for role in roles],
        users=[discord.Object(person) for person in people],
        replied_user=False,
    )
    return " ".join(dict.fromkeys(words)), allowed


def _digest(content: str, embeds: Sequence[Mapping[str, Any]]) -> str:
    """Of the words alone, without what rings and without spaces, which Discord may trim."""
    words = [content]
    for embed in embeds:
        words += [str(embed.get("title") or ""), str(embed.get("description") or "")]
        words += [f"{each['name']}{each['value']}" for each in embed.get("fields") or ()]
    bare = re.sub(r"@here|@everyone|<@&?\d+>|\s", "", "".join(words))
    return sha256(bare.encode("utf-8", "replace")).hexdigest()[:32]
