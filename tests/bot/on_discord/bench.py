"""A Discord in memory with Usher on it: commands, forms and buttons as people would use them."""

from dataclasses import dataclass, field
from typing import Any

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.app import App
from bot.on_discord.client import UsherClient
from bot.settings.load import example, load_settings
from bot.settings.model import DiscordSettings
from commands.catalogue import COMMANDS, OVERLAYS
from commands.core.command import Command
from commands.core.dispatch import Dispatcher
from commands.core.errors import UserError
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from tests.bot.on_discord.shapes import MORE_SHAPES
from tests.commands.core.shapes import SHAPES
from tests.doubles import FixedClock, Records

EVERYTHING: tuple[Command, ...] = (*COMMANDS, *SHAPES, *MORE_SHAPES)


@dataclass
class Shelf:
    """The host of attachments: hands out what simcord keeps, and remembers what was asked of it."""

    env: Env | None = None
    fetched: list[str] = field(default_factory=list)

    async def __call__(self, url: str, most: int) -> bytes:
        self.fetched.append(url)
        content = self.env.backend.cdn.get(url) if self.env else None
        if content is None or len(content) > most:
            raise UserError("Discord did not hand out the file. Attach it again.")
        return content


def app_for(services: Services, records: Records, platform: DiscordSettings | None = None) -> App:
    settings = load_settings(example()).model_copy(update={"discord": platform or DiscordSettings()})
    dispatcher = Dispatcher(EVERYTHING, Live(services, OVERLAYS), FixedClock(), RateLimit(30, 60), records)
    return App(dispatcher, services.store, settings)


@dataclass
class Bench:
    """A server with an author, an organiser and a channel."""

    env: Env
    app: App
    shelf: Shelf
    records: Records
    guild: GuildHandle
    channel: ChannelHandle
    author: MemberActor
    organiser: MemberActor

    async def restart(self) -> None:
        await self.env.restart_bot(UsherClient(self.app, self.shelf))

    def configure(self, **changed: Any) -> None:
        """Change the settings of the running bot, which are frozen for everyone else."""
        object.__setattr__(self.app.settings, "discord", DiscordSettings(**changed))

    def list_for(self, role: RoleHandle, command: str) -> None:
        """What a server's manager does under Integrations."""
        registered = self.env.backend.find_command(command, self.guild.id)
        assert registered
        self.guild.set_command_permissions(int(registered["id"]), {role: True})

    def post_button(self, code: str) -> discord.Message:
        """A message of Usher's with one button, as if from long ago."""
        button = {"type": 2, "style": 1, "label": "Go", "custom_id": code}
        rows = [{"type": 1, "components": [button]}]
        bot = self.env.backend.bot_user.id
        self.env.backend.create_message(self.channel.id, bot, "Press", components=rows)
        message = self.channel.last_message
        assert message
        return message

    @property
    def outcomes(self) -> list[str]:
        return [answer.outcome for _, _, answer in self.records.kept]


def shown(result: InteractionResult) -> list[ResponseMessage]:
    """Every message of an answer, in order."""
    first = [result.response] if result.response else []
    return [*first, *result.followups]


def text_of(message: ResponseMessage) -> str:
    """All the words of a message."""
    words = [message.content]
    for embed in message.embeds:
        fields = [f"{field.name}\n{field.value}" for field in embed.fields]
        words += [embed.title or "", embed.description or "", *fields]
    return "\n".join(word for word in words if word)


def only(result: InteractionResult) -> ResponseMessage:
    (message,) = shown(result)
    return message


def labels(message: ResponseMessage) -> list[str]:
    return [button["label"] for row in message.components for button in row["components"]]
