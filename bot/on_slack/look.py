"""A message as Slack will show it, read back from the very blocks that would be sent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby
from typing import Any

from bot.on_slack.spans import JOINER
from commands.core.reply import (
    Block,
    Bullets,
    Code,
    Fact,
    Facts,
    Heading,
    Line,
    Link,
    Paragraph,
    Plain,
    Quote,
    Span,
    Strong,
    Struck,
    line,
)

BULLET, QUOTATION = "• ", "> "
_INLINE = re.compile(
    r"<(?P<target>[^!@#|>][^|>]*)\|(?P<words>[^>]*)>"
    r"|<!date\^[^|>]*\|(?P<moment>[^>]*)>"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<!\w)\*(?P<strong>[^*\n]+)\*(?!\w)"
    r"|(?<!\w)~(?P<struck>[^~\n]+)~(?!\w)"
)

Shown = Mapping[str, Any]


def look(blocks: Iterable[Shown]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case {"type": "header", "text": {"text": str(text)}}:
                yield Heading(text)
            case {"type": "section", "fields": list(fields)}:
                yield Facts(tuple(_fact(field) for field in fields))
            case {"type": "section", "text": said}:
                yield from _section(said)
            case {"type": "context", "elements": list(elements)}:
                yield from (Paragraph(_line(each, each["text"])) for each in elements)


def _section(said: Shown) -> Iterator[Block]:
    """Neighbouring rows of a kind as one block."""
    for kind, group in groupby(said["text"].split("\n"), key=lambda row: _kind(row, said)):
        rows = [row.removeprefix(kind) for row in group]
        if kind == BULLET:
            yield Bullets(tuple(_line(said, row) for row in rows))
        elif kind == QUOTATION:
            yield Quote(_line(said, "\n".join(rows)), "", 0)
        elif any(row.strip() for row in rows):
            yield Paragraph(_line(said, "\n".join(rows).strip("\n")))


def _kind(row: str, said: Shown) -> str:
    quotes = row.startswith(QUOTATION) and said["type"] == "mrkdwn"
    return BULLET if row.startswith(BULLET) else QUOTATION if quotes else ""


def _fact(field: Shown) -> Fact:
    label, _, value = field["text"].partition("\n")
    return Fact(label.strip("*"), _line(field, value))


def _line(said: Shown, text: str) -> Line:
    """Plain text objects are shown as they are."""
    if said["type"] != "mrkdwn":
        return line(text.replace(JOINER, ""))
    spans: list[Span] = []
    end = 0
    for found in _INLINE.finditer(text):
        spans += [Plain(unescape(text[end : found.start()])), _marked(found)]
        end = found.end()
    return line(*(span for span in (*spans, Plain(unescape(text[end:]))) if getattr(span, "text", "")))


def _marked(found: re.Match[str]) -> Span:
    part = {name: unescape(text) for name, text in found.groupdict(default="").items()}
    if part["target"]:
        return Link(part["words"], part["target"])
    if part["code"]:
        return Code(part["code"])
    if part["strong"]:
        return Strong(part["strong"])
    return Struck(part["struck"]) if part["struck"] else Plain(part["moment"])
