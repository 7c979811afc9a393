"""A message as Discord will show it, read back from the very message that would be sent."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import discord

from bot.on_discord.cards import Attached
from bot.on_discord.render import COLOURS, Message
from commands.core.reply import (
    Block,
    Bullets,
    Code,
    Fact,
    Facts,
    File,
    Heading,
    Line,
    Link,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Span,
    Strong,
    Struck,
    Tone,
)

TONES: dict[int, Tone] = {colour: tone for tone, colour in COLOURS.items()}
BULLET, QUOTATION = "- ", "> "
_SIGN = r"[!-/:-@\[-`{-~]"
_INLINE = re.compile(
    rf"\\(?P<escaped>{_SIGN})"
    r"|`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<strong>(?:\\.|[^*\\])+)\*\*"
    r"|~~(?P<struck>(?:\\.|[^~\\])+)~~"
    r"|\[(?P<words>(?:\\.|[^\]\\])+)\]\((?P<target>[^()\s]+)\)"
    r"|<(?P<bare>https?://[^<>\s]+)>",
    re.DOTALL,
)


def look(message: Message) -> Iterator[Block]:
    """The embeds in their order; what rings stands beside them."""
    files = {file.name: file for file in message.files}
    for embed in message.embeds:
        yield from _embed(embed, files)
    yield from (File(file.name, file.content, "") for file in files.values())


def _embed(embed: discord.Embed, files: dict[str, Attached]) -> Iterator[Block]:
    """What a picture shows is taken out of the files."""
    if embed.title:
        yield Heading(_bare(embed.title), TONES.get(embed.colour.value if embed.colour else 0, "plain"))
    yield from _text(embed.description or "")
    if embed.fields:
        yield Facts(tuple(Fact(_bare(field.name or ""), _line(field.value or "")) for field in embed.fields))
    picture = files.pop((embed.image.url or "").removeprefix("attachment://"), None)
    if picture and isinstance(picture.content, bytes):
        yield Picture(picture.name, picture.content, picture.description or "")


def _text(description: str) -> Iterator[Block]:
    """Neighbouring rows of a kind as one block."""
    for kind, group in groupby(description.split("\n"), key=_kind):
        rows = [row.removeprefix(kind) for row in group]
        if kind == BULLET:
            yield Bullets(tuple(_line(row) for row in rows))
        elif kind == QUOTATION:
            yield Quote(_line("\n".join(rows)), "", 0)
        else:
            parts = "\n".join(rows).strip("\n").split("\n\n")
            yield from (Paragraph(_line(part)) for part in parts if part.strip())


def _kind(row: str) -> str:
    return next((mark for mark in (BULLET, QUOTATION) if row.startswith(mark)), "")


def _line(text: str) -> Line:
    spans: list[Span] = []
    end = 0
    for found in _INLINE.finditer(text):
        spans += [Plain(text[end : found.start()]), _marked(found)]
        end = found.end()
    return tuple(_merged((*spans, Plain(text[end:]))))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Plain text in one piece, signs that were kept from being marks among it."""
    for is_plain, group in groupby(spans, key=lambda span: isinstance(span, Plain)):
        if not is_plain:
            yield from group
        elif text := "".join(span.text for span in group if isinstance(span, Plain)):
            yield Plain(text)


def _marked(found: re.Match[str]) -> Span:
    part = found.groupdict()
    if part["code"]:
        return Code(part["code"])
    if part["strong"]:
        return Strong(_bare(part["strong"]))
    if part["struck"]:
        return Struck(_bare(part["struck"]))
    if part["words"]:
        return Link(_bare(part["words"]), part["target"])
    return Link(part["bare"], part["bare"]) if part["bare"] else Plain(part["escaped"])


def _bare(text: str) -> str:
    """Without the signs that keep Discord from reading marks."""
    return re.sub(rf"\\({_SIGN})", r"\1", text)
