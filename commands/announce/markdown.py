"""An organiser's Markdown as blocks; what is not understood stays as the text that it is.

Only marks become marks: no text here can ring anybody, since every renderer escapes plain text.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Literal

from commands.core.reply import (
    Block,
    Bullets,
    Code,
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

Kind = Literal["blank", "code", "heading", "bullet", "quote", "text"]

_FENCE = re.compile(r"^ {0,3}```[\w+-]*\s*$")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
_BULLET = re.compile(r"^\s*[-*+•]\s+(.*)$")
_QUOTE = re.compile(r"^ {0,3}>\s?(.*)$")
_URL = r"(?:https?://|mailto:)[^\s<>\"]+"
_TARGET = r"(?:https?://|mailto:)(?:[^\s<>\"()]|\([^\s<>\"()]*\))+"
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_~\[\]()<>#+.!|-])"
    r"|(?P<ticks>`+)(?P<code>[^`\n]+?)(?P=ticks)(?!`)"
    rf"|\[(?P<words>[^\[\]\n]+)\]\((?P<target>{_TARGET})\)"
    rf"|<(?P<angled>{_URL})>"
    rf"|(?P<bare>https?://[^\s<>\"]*[^\s<>\"\])*_~.,;:!?'])"
    r"|~~(?P<struck>(?=\S)[^\n]{1,500}?(?<=\S))~~"
    r"|(?P<mark>\*{1,3}|(?<![^\W_])_{1,3})(?P<strong>(?=[^\s*_])[^\n]{1,500}?(?<=[^\s*_]))(?P=mark)(?![^\W_]|\*)"
)


def to_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs, bullets, quotations and code, in order; a heading within a text is a strong line."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    grouped = groupby(_sorted_out(rows), key=lambda row: row[0])
    return tuple(block for kind, group in grouped for block in _blocks(kind, [row for _, row in group]))


def _sorted_out(rows: list[str]) -> Iterator[tuple[Kind, str]]:
    """Each row's kind with its text; a fence that is never closed is text like any other."""
    place = 0
    while place < len(rows):
        end = _closing(rows, place)
        if end is None:
            yield _kind(rows[place])
            place += 1
        else:
            yield from (("code", row) for row in rows[place + 1 : end])
            yield "blank", ""
            place = end + 1


def _closing(rows: list[str], place: int) -> int | None:
    """Where the code that a fence opens here ends."""
    if not _FENCE.match(rows[place]):
        return None
    return next((end for end in range(place + 1, len(rows)) if rows[end].strip() == "```"), None)


def _kind(row: str) -> tuple[Kind, str]:
    if not row.strip():
        return "blank", ""
    known: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("heading", _HEADING),
        ("bullet", _BULLET),
        ("quote", _QUOTE),
    )
    for kind, pattern in known:
        if found := pattern.match(row):
            return kind, found[1]
    return "text", row


def _blocks(kind: Kind, rows: list[str]) -> Iterator[Block]:
    match kind:
        case "heading":
            yield from (Paragraph(_emphasised(row, Strong)) for row in rows if row.strip())
        case "bullet":
            yield Bullets(tuple(_spans(row) for row in rows))
        case "quote":
            yield Quote(_spans("\n".join(rows)), "", 0)
        case "code":
            yield Paragraph(tuple(_code(rows)))
        case "text":
            yield Paragraph(_spans("\n".join(rows)))


def _code(rows: list[str]) -> Iterator[Span]:
    for place, row in enumerate(rows):
        yield from line("\n" if place else "", Code(row) if row.strip() else "")


def _spans(text: str) -> Line:
    spans: list[Span] = []
    end = 0
    for found in _INLINE.finditer(text):
        spans += [Plain(text[end : found.start()]), *_marked(found)]
        end = found.end()
    spans.append(Plain(text[end:]))
    return tuple(span for span in spans if not isinstance(span, Plain) or span.text)


def _marked(found: re.Match[str]) -> Line:
    part = found.groupdict()
    if part["escaped"]:
        return line(part["escaped"])
    if part["code"]:
        return line(Code(part["code"].strip() or part["code"]))
    if part["words"]:
        return line(Link(part["words"], part["target"]))
    if url := part["angled"] or part["bare"]:
        return line(Link(url.removeprefix("mailto:"), url))
    if part["struck"]:
        return _emphasised(part["struck"], Struck)
    return _emphasised(part["strong"], Strong)


def _emphasised(text: str, mark: Callable[[str], Span]) -> Line:
    """Marks within marks: links and code stay what they are, and one mark is shown of two."""
    return tuple(mark(_bare(span.text)) if isinstance(span, Plain) else span for span in _flat(text))


def _flat(text: str) -> Iterator[Span]:
    """Links and code of a text; the rest plain."""
    end = 0
    for found in _INLINE.finditer(text):
        if found["code"] or found["words"] or found["angled"] or found["bare"]:
            if found.start() > end:
                yield Plain(text[end : found.start()])
            yield from _marked(found)
            end = found.end()
    if text[end:]:
        yield Plain(text[end:])


def _bare(text: str) -> str:
    """Without the marks that pair up inside."""
    return _INLINE.sub(lambda found: found["escaped"] or found["struck"] or found["strong"] or found[0], text)
