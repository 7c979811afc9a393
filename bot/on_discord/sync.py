"""Tell Discord of the commands, when they are others than last time."""

import json
import logging
from contextlib import suppress
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from storage import kept
from storage.store import Store

log = logging.getLogger(__name__)

Tree = app_commands.CommandTree[Any]
EVERYWHERE = "everywhere"


async def sync(tree: Tree, store: Store, application: int, guild: int | None) -> bool:
    """Whether anything had to be told; `guild` registers the commands there alone."""
    name, scope = f"discord.commands.{application}", str(guild or EVERYWHERE)
    fingerprint = f"{scope}:{_digest(tree)}"
    if guild:
        tree.copy_global_to(guild=discord.Object(guild))
        tree.clear_commands(guild=None)
    async with store.begin() as transaction:
        before = await kept.read(transaction, name) or ""
    if before == fingerprint:
        return False
    await _tell(tree, scope, before.partition(":")[0])
    async with store.begin() as transaction:
        await kept.write(transaction, name, fingerprint)
    return True


async def _tell(tree: Tree, scope: str, before: str) -> None:
    """Register in the one scope, and clear the other: Discord would list both."""
    if scope != EVERYWHERE:
        await tree.sync(guild=discord.Object(int(scope)))
    elif before.isdecimal():
        with suppress(discord.Forbidden):  # the server may have removed Usher since
            await tree.sync(guild=discord.Object(int(before)))
    if scope == EVERYWHERE or before != scope:
        await tree.sync()


def _digest(tree: Tree) -> str:
    declared = [command.to_dict(tree) for command in tree.get_commands()]
    return sha256(json.dumps(declared, sort_keys=True).encode()).hexdigest()
