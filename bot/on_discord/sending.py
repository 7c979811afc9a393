"""Messages as discord.py takes them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.on_discord.cards import Attached
from bot.on_discord.limits import BUTTON_LABEL, CONTENT, ROW, shortened
from bot.on_discord.render import Message
from commands.core.reply import Button
from commands.core.spool import reader

NOBODY = discord.AllowedMentions.none()
TOO_LARGE = "Discord took this reply only without its files; they may be too large for it."
EMPTY_LABEL = "…"
STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "primary": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}


def files_of(message: Message) -> list[discord.File]:
    return [_file(file) for file in message.files]


def _file(file: Attached) -> discord.File:
    return discord.File(reader(file.content), file.name, description=file.description)


def view_of(buttons: Sequence[Button]) -> ui.View | None:
    """Buttons that discord.py does not listen to: their codes are read when they come, restart or not."""
    if not buttons:
        return None
    view = ui.View(timeout=None)
    for number, button in enumerate(buttons):
        view.add_item(_button(button, number // ROW))
    view.stop()
    return view


def _button(button: Button, row: int) -> ui.Button[Any]:
    label = shortened(button.label, BUTTON_LABEL).strip() or EMPTY_LABEL
    return ui.Button(label=label, style=STYLES[button.style], custom_id=button.press.code, row=row)


def without_files(message: Message) -> Message:
    """The message once Discord found its files too large."""
    for embed in message.embeds:
        embed.set_image(url=None)
    kept = tuple(embed for embed in message.embeds if embed)
    return replace(
        message, content=f"{message.content}\n{TOO_LARGE}".strip()[:CONTENT], embeds=kept, files=()
    )
