"""The menu of a message: check the papers that someone posted."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.on_discord.attachments import upload
from bot.on_discord.exchange import Exchange
from bot.on_discord.front import Front
from bot.on_discord.people import caller_of
from commands.core.command import Command
from commands.core.dispatch import refusal
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.reply import Paragraph, Reply, Strong, line

NAME, COMMAND = "Check PDF", "checkpdf"
MOST = 3  # papers of one message
NO_PAPER = "There is no PDF in this message. Choose a message with a PDF attached to it."
MORE = f"This message has more PDFs; the first {MOST} were checked. Use /{COMMAND} for the others."


def declare_menu(tree: app_commands.CommandTree[Any], front: Front) -> None:
    """Add the menu where there is a command behind it."""
    command = front.find(COMMAND)
    file = next((option for option in command.options if option.kind == "file"), None) if command else None
    if command is None or file is None:
        return

    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        await front.serve(interaction, lambda: _check(front, command, file, interaction, message))

    tree.add_command(app_commands.ContextMenu(name=NAME, callback=check))


async def _check(
    front: Front, command: Command, file: Option, interaction: discord.Interaction, message: discord.Message
) -> None:
    exchange = Exchange(interaction, private=command.private)
    await exchange.open()
    papers = papers_of(message)
    if not papers:
        await exchange.say(refusal(NO_PAPER), private=True)
        return
    caller = await caller_of(interaction, front.app.settings.discord)
    for paper in papers[:MOST]:
        handed = upload(paper.filename, paper.size, paper.url, file.maximum, front.download)
        answer = await front.run(exchange, Invocation(command.name, {file.name: handed}), caller)
        reply = _named(answer.reply, paper.filename) if len(papers) > 1 else answer.reply
        await exchange.say(reply, private=answer.private)
    if len(papers) > MOST:
        await exchange.say(Reply.of(Paragraph(line(MORE))), private=True)


def papers_of(message: discord.Message) -> Sequence[discord.Attachment]:
    """The PDFs of a message, and of the one that it forwards."""
    forwarded = [file for snapshot in message.message_snapshots for file in snapshot.attachments]
    return [file for file in (*message.attachments, *forwarded) if _is_pdf(file)]


def _is_pdf(file: discord.Attachment) -> bool:
    return file.filename.lower().endswith(".pdf") or (file.content_type or "").startswith("application/pdf")


def _named(reply: Reply, name: str) -> Reply:
    return Reply((Paragraph(line(Strong(name))), *reply.blocks))
