"""Who calls from Discord, and whether they organise."""

import asyncio
import logging

import discord

from bot.settings.model import DiscordSettings
from commands.core.person import Caller, Permission, Person, Place

log = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds to ask Discord for a member, of the 3 that an answer may take


async def caller_of(interaction: discord.Interaction, settings: DiscordSettings) -> Caller:
    """Discord tells no time zone, so the person's is UTC; its timestamps show the reader's own anyway."""
    user = interaction.user
    organises = user.id in settings.organisers or await _organises(interaction, settings)
    permissions = frozenset(Permission) if organises else frozenset({Permission.EVERYONE})
    person = Person(f"discord:{user.id}", user.display_name, permissions)
    return Caller(person, Place("discord", str(interaction.channel_id or "")))


async def _organises(interaction: discord.Interaction, settings: DiscordSettings) -> bool:
    """Whether a configured role, or the management of Usher's own server, says so."""
    home = home_of(interaction.client, settings)
    if interaction.guild_id is None:
        return await organises(interaction.client, interaction.user.id, settings)
    if isinstance(interaction.user, discord.Member) and _has_role(interaction.user, settings):
        return True
    return home is not None and interaction.guild_id == home.id and _manages(interaction.permissions)


async def organises(client: discord.Client, user: int, settings: DiscordSettings) -> bool:
    """Whether somebody does, who may not be the one that calls."""
    if user in settings.organisers:
        return True
    member = await _member(home_of(client, settings), user)
    return member is not None and (_has_role(member, settings) or _manages(member.guild_permissions))


def home_of(client: discord.Client, settings: DiscordSettings) -> discord.Guild | None:
    """The server whose managers organise: the configured one, or the only one there is.

    Whoever adds the bot to another server manages that one, and must not become an organiser by it.
    """
    if settings.guild is not None:
        return client.get_guild(settings.guild)
    return client.guilds[0] if len(client.guilds) == 1 else None


def _has_role(member: discord.Member, settings: DiscordSettings) -> bool:
    return any(member.get_role(role) for role in settings.organiser_roles)


def _manages(permissions: discord.Permissions) -> bool:
    return permissions.administrator or permissions.manage_guild


async def _member(home: discord.Guild | None, user: int) -> discord.Member | None:
    """Somebody as a member of Usher's own server."""
    if home is None:
        return None
    try:
        return await asyncio.wait_for(home.fetch_member(user), PATIENCE)
    except discord.NotFound:
        return None
    except (discord.HTTPException, TimeoutError) as error:
        log.warning("a member's roles could not be read, so no rights are given: %s", error)
        return None
