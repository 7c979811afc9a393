"""A reply as plain text, for the file that holds what is too long for messages."""

from datetime import UTC, datetime
from typing import assert_never

from bot.monospace import monospaced
from bot.on_discord.spans import day
from commands.core.reply import (
    Block,
    Bullets,
    Buttons,
    Channel,
    Code,
    Countdown,
    Facts,
    File,
    Heading,
    Line,
    Link,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Preview,
    Quote,
    Reply,
    Span,
    Strong,
    Struck,
    Table,
)

WIDE = 1_000_000  # characters; a file has room for all


def as_text(reply: Reply) -> str:
    return "\n\n".join(text for text in map(_block, reply.blocks) if text)


def _block(block: Block) -> str:  # noqa: PLR0911 - one return for each kind
    match block:
        case Heading(text, _):
            return text
        case Paragraph(said):
            return _line(said)
        case Bullets(items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Facts(facts):
            return "\n".join(f"{fact.label}: {_line(fact.value)}" for fact in facts)
        case Table():
            return "\n".join((block.caption, *monospaced(block, WIDE, WIDE)))
        case Quote(said, section, number):
            return f"“{_line(said)}” ({section}, line {number})" if number else f"“{_line(said)}”"
        case Preview():
            return preview_text(block)
        case Picture() | File() | Buttons():
            return ""
        case _:
            assert_never(block)


def preview_text(preview: Preview) -> str:
    """The messages one after the other, each under its caption."""
    told = [part for copy in preview.copies for part in (copy.caption, as_text(Reply(copy.blocks)))]
    return "\n\n".join([preview.title, *(part for part in told if part)])


def _line(said: Line) -> str:
    return "".join(_span(span) for span in said)


def _span(span: Span) -> str:
    match span:
        case Plain(text) | Strong(text) | Struck(text) | Code(text) | Channel(_, _, text):
            return text
        case Link(text, url):
            return f"{text} ({url})"
        case Moment(at):
            return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if isinstance(at, datetime) else day(at)
        case Countdown(_, words):
            return words
        case _:
            assert_never(span)
