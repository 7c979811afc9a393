"""A reply as blocks that the page draws: plain values, never markup, so that text stays text."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from mimetypes import guess_type
from typing import Any, assert_never
from urllib.parse import urlsplit

from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Channel,
    Code,
    Copy,
    Countdown,
    Fact,
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
from commands.core.spool import Content

Shown = dict[str, Any]
Keep = Callable[[str, Content, str], str]
"""Takes a name, the content and its media type, and tells the path to fetch it from."""

SAFE_SCHEMES = {"http", "https", "mailto"}


def render(reply: Reply, keep: Keep) -> list[Shown]:
    return [_block(block, keep) for block in reply.blocks]


def _block(block: Block, keep: Keep) -> Shown:  # noqa: C901, PLR0911 - one return for each kind
    match block:
        case Heading(text, tone):
            return {"type": "heading", "text": text, "tone": tone}
        case Paragraph(said):
            return {"type": "paragraph", "said": _line(said)}
        case Bullets(items):
            return {"type": "bullets", "items": [_line(item) for item in items]}
        case Facts(facts):
            return {"type": "facts", "facts": [_fact(fact) for fact in facts]}
        case Table():
            return _table(block)
        case Quote(said, section, number):
            return {"type": "quote", "said": _line(said), "section": section, "line": number}
        case Picture(name, content, description):
            shown = guess_type(name)[0] or "image/png"
            return {"type": "picture", "url": keep(name, content, shown), "description": description}
        case File(name, content, media_type):
            return {
                "type": "file",
                "name": name,
                "url": keep(name, content, media_type),
                "size": len(content),
            }
        case Buttons(buttons):
            return {"type": "buttons", "buttons": [_button(button) for button in buttons]}
        case Preview(platform, title, copies):
            drawn = [_copy(copy, keep) for copy in copies]
            return {"type": "preview", "platform": platform, "title": title, "copies": drawn}
        case _:
            assert_never(block)


def _copy(copy: Copy, keep: Keep) -> Shown:
    return {
        "rings": list(copy.rings),
        "note": copy.note,
        "blocks": [_block(block, keep) for block in copy.blocks],
    }


def _fact(fact: Fact) -> Shown:
    return {"label": fact.label, "value": _line(fact.value), "tone": fact.tone}


def _table(table: Table) -> Shown:
    columns = [{"head": column.head, "numeric": column.numeric} for column in table.columns]
    return {"type": "table", "caption": table.caption, "columns": columns, "rows": table.rows}


def _button(button: Button) -> Shown:
    return {"label": button.label, "code": button.press.code, "style": button.style}


def _line(said: Line) -> list[Shown]:
    return [_span(span) for span in said]


def _span(span: Span) -> Shown:  # noqa: PLR0911 - one return for each kind
    match span:
        case Plain(text):
            return {"type": "plain", "text": text}
        case Strong(text):
            return {"type": "strong", "text": text}
        case Struck(text):
            return {"type": "struck", "text": text}
        case Code(text):
            return {"type": "code", "text": text}
        case Link(text, url):
            return (
                {"type": "link", "text": text, "url": url} if _safe(url) else {"type": "plain", "text": text}
            )
        case Moment(at):
            return {"type": "moment", "at": written(at)}
        case Channel(_, _, text):
            return {"type": "plain", "text": text}
        case Countdown(to, words):
            return {"type": "countdown", "to": written(to), "words": words}
        case _:
            assert_never(span)


def _safe(url: str) -> bool:
    try:
        return urlsplit(url).scheme in SAFE_SCHEMES
    except ValueError:
        return False


def written(at: datetime | date) -> str:
    """An instant in UTC, or a bare day: the page tells them apart by the hour."""
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at.isoformat()
