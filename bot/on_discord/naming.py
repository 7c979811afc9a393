"""Commands in a reply as Discord calls them: `/deadline` is `/deadline show` there."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.on_discord.register import path
from commands.core.command import Command
from commands.core.reply import Block, Bullets, Code, Fact, Facts, Heading, Line, Paragraph, Reply

Rename = Callable[[str], str]


def names_of(commands: Sequence[Command]) -> dict[str, str]:
    """The commands whose words differ on Discord."""
    called = {command.name: " ".join(path(command, commands)) for command in commands}
    return {name: native for name, native in called.items() if name != native}


def as_called(reply: Reply, names: Mapping[str, str]) -> Reply:
    """Rename where a command stands by itself: as a title, a label or code, never in running text."""

    def rename(text: str) -> str:
        for name, native in names.items():
            text = re.sub(rf"^/{re.escape(name)}(?=$| \w+:)", f"/{native}", text)
        return text

    return Reply(tuple(_block(block, rename) for block in reply.blocks))


def _block(block: Block, rename: Rename) -> Block:
    match block:
        case Heading(text, tone):
            return Heading(rename(text), tone)
        case Paragraph(said):
            return Paragraph(_line(said, rename))
        case Bullets(items):
            return Bullets(tuple(_line(item, rename) for item in items))
        case Facts(facts):
            return Facts(tuple(_fact(fact, rename) for fact in facts))
        case _:
            return block


def _fact(fact: Fact, rename: Rename) -> Fact:
    return replace(fact, label=rename(fact.label), value=_line(fact.value, rename))


def _line(said: Line, rename: Rename) -> Line:
    return tuple(Code(rename(span.text)) if isinstance(span, Code) else span for span in said)
