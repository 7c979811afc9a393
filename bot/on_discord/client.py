"""Usher as a Discord client: it hears interactions and mentions, and needs no privileged intent."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from bot.app import App
from bot.on_discord.attachments import Download, downloads
from bot.on_discord.drafts import Drafts
from bot.on_discord.front import Front
from bot.on_discord.mention import Mentions
from bot.on_discord.menu import declare_menu
from bot.on_discord.register import declare
from bot.on_discord.sending import NOBODY
from bot.on_discord.sync import sync
from bot.work import Count
from commands.core.command import listed
from storage.errors import StoreError

log = logging.getLogger(__name__)

CHANGED = "This command has changed since Discord last looked. Reload Discord (Ctrl+R) and try again."
GUILDS_WITHIN = 0.1  # seconds between the servers that Discord lists at the start
PAUSE = 60.0  # seconds before Discord is told once more of what it could not hear
SERVERS = app_commands.AppInstallationType(guild=True, user=False)
PLACES = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)


class Tree(app_commands.CommandTree["UsherClient"]):
    async def on_error(
        self, interaction: discord.Interaction["UsherClient"], error: app_commands.AppCommandError, /
    ) -> None:
        """Dispatch answers what goes wrong in a command, so this is about the call itself."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await interaction.response.send_message(CHANGED, ephemeral=True)
        else:
            log.error("an interaction failed", exc_info=error)


class UsherClient(discord.Client):
    """Of `in_touch` and `out_of_touch`, one is set: whether the gateway is connected."""

    def __init__(self, app: App, download: Download | None = None) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=NOBODY,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=GUILDS_WITHIN,
        )
        self.in_touch, self.out_of_touch = asyncio.Event(), asyncio.Event()
        self.tree = Tree(self, allowed_installs=SERVERS, allowed_contexts=PLACES)
        self._app = app
        drafts = Drafts(app.dispatcher.clock)
        self._answering = Count()
        fetch = download or downloads(app.settings.discord.api_url)
        self._front = Front(app, fetch, drafts, self._answering)
        self._mentions = Mentions(app, self._answering)
        self._declare()

    def _declare(self) -> None:
        dispatcher = self._app.dispatcher
        declare(self.tree, listed(dispatcher.commands), dispatcher.services.event, self._front)
        declare_menu(self.tree, self._front)

    async def setup_hook(self) -> None:
        await self._sync()

    async def _sync(self) -> None:
        """A refusal leaves the commands as they were, which is better than none."""
        application, guild = self.application_id, self._app.settings.discord.guild
        try:
            await sync(self.tree, self._app.store, application or 0, guild)
        except (discord.Forbidden, app_commands.CommandSyncFailure):
            log.exception("Discord refused the commands; `usher doctor` may tell why")

    async def follow(self, pause: float = PAUSE) -> None:
        """Tell Discord of the commands, until cancelled, whenever other facts change what they offer."""
        replaced = self._app.dispatcher.live.replaced
        while True:
            await replaced.wait()
            await self.in_touch.wait()
            replaced.clear()
            self._declare_anew()
            try:
                await self._sync()
            except (discord.DiscordException, aiohttp.ClientError, OSError, StoreError):
                log.exception(
                    "Discord still shows the old choices, and is told of the new ones in %s s", pause
                )
                await asyncio.sleep(pause)
                replaced.set()

    def _declare_anew(self) -> None:
        guild = self._app.settings.discord.guild
        for scope in (None, discord.Object(guild)) if guild else (None,):
            self.tree.clear_commands(guild=scope)
        self._declare()

    async def hang_up(self, seconds: float) -> None:
        """Hear nothing more, and take so long at most to answer what was heard."""
        if self.ws:
            await self.ws.close(1000)
        await self._answering.over(seconds)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Commands come through the tree; buttons and dialogs carry all that is needed in their code."""
        data = cast(Mapping[str, Any], interaction.data or {})
        if interaction.type is discord.InteractionType.component:
            await self._front.pressed(interaction, str(data.get("custom_id", "")))
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._front.submitted(interaction, data)

    async def on_message(self, message: discord.Message) -> None:
        await self._mentions.heard(self, message)

    async def on_ready(self) -> None:
        self._touch(reached=True)

    async def on_resumed(self) -> None:
        self._touch(reached=True)

    async def on_disconnect(self) -> None:
        self._touch(reached=False)

    def _touch(self, *, reached: bool) -> None:
        now, then = (self.in_touch, self.out_of_touch)[:: 1 if reached else -1]
        now.set()
        then.clear()
