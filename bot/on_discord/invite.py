"""The address that puts Usher into a server, with the least it needs there."""

import base64
import binascii

import discord

from commands.core.errors import UserError

SCOPES = ("bot", "applications.commands")
NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,
    embed_links=True,
    attach_files=True,
)

NO_APPLICATION = (
    "This token names no application. Copy the Application ID from discord.com/developers, "
    "General Information, and give it with --application."
)


def application_of(token: str) -> int:
    """The application's id, which is the first part of a bot's token."""
    first = token.partition(".")[0]
    try:
        decoded = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        decoded = ""
    if not (decoded.isascii() and decoded.isdecimal()):
        raise UserError(NO_APPLICATION)
    return int(decoded)


def invite(application: int, guild: int | None) -> str:
    """Opens with the configured server chosen."""
    server = discord.Object(guild) if guild else discord.utils.MISSING
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=SCOPES, guild=server)
