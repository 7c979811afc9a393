"""What Usher may do in a channel of Discord's, worked out as Discord does."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.delivery.discord_rest import Rest

Told = Mapping[str, Any]


async def rights(rest: Rest, channel: Told) -> discord.Permissions:
    """`channel` is what Discord tells of it; in direct messages all that is needed is allowed."""
    guild = channel.get("guild_id")
    if not guild:
        return discord.Permissions.all()
    me = await rest.get("/users/@me")
    member, roles = await asyncio.gather(
        rest.get(f"/guilds/{guild}/members/{me['id']}"), rest.get(f"/guilds/{guild}/roles")
    )
    held = {str(guild), *map(str, member["roles"])}
    return resolved(str(me["id"]), str(guild), [role for role in roles if str(role["id"]) in held], channel)


def resolved(me: str, guild: str, roles: Sequence[Told], channel: Told) -> discord.Permissions:
    """The rights of the roles, then what the channel takes and gives: to all, to roles, to oneself."""
    base = discord.Permissions.none()
    for role in roles:
        base |= discord.Permissions(int(role["permissions"]))
    if base.administrator:
        return discord.Permissions.all()
    given = {str(each["id"]): each for each in channel.get("permission_overwrites", ())}
    own = {str(role["id"]) for role in roles} - {guild}
    for names in ({guild}, own, {me}):
        some = [given[name] for name in names if name in given]
        base.handle_overwrite(
            allow=_joined(some, "allow"),
            deny=_joined(some, "deny"),
        )
    return base


def _joined(some: Sequence[Told], which: str) -> int:
    joined = 0
    for each in some:
        joined |= int(each[which])
    return joined
