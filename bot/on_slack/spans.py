"""Lines as Slack's text objects: every plain string stays what was typed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import assert_never
from urllib.parse import urlsplit

from slack_sdk.models.blocks import MarkdownTextObject, PlainTextObject, TextObject

from bot.characters import length
from commands.core.reply import Channel, Code, Countdown, Line, Link, Moment, Plain, Span, Strong, Struck

SAFE_SCHEMES = {"http", "https", "mailto"}
LONGEST_URL = 900  # as it is written out; the shortest text that Usher fills takes 1,000
UNFIT = re.compile(  # control characters, half surrogates, and marks that turn the text around them
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
MENTION = re.compile("<(?=[!@#])")
JOINER = "\u2060"
INSIDE_A_WORD = re.compile(r"(?<=\w)_+(?=\w)")
EMOJI = re.compile(r":[a-z+-][a-z0-9_+'-]*:")
_CHANNEL = re.compile(r"[A-Z0-9]+")
MARKS = "*_~`"
MARK_OF = {Strong: "*", Struck: "~", Code: "`"}


def clean(text: str) -> str:
    """Without what no message may carry: control characters, half surrogates, marks that turn text."""
    return UNFIT.sub("", text)


def escape(text: str) -> str:
    """Slack's three control characters as entities: no mention, no link, no date comes out of a string."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, room: int | None = None) -> PlainTextObject:
    """Shown as it is, cut where it must; what would ring, if a client parsed it after all, is broken up."""
    shown = MENTION.sub(f"<{JOINER}", text)
    return PlainTextObject(text=cut(shown, room) if room else shown, emoji=False)


def text_object(said: Line, zone: tzinfo) -> TextObject:
    """Marked up, unless a plain part holds marks itself: Slack can't escape these, so all is plain then."""
    if would_format(said):
        return plain(words(said, zone))
    return MarkdownTextObject(text=mrkdwn(said, zone), verbatim=True)


def would_format(said: Line) -> bool:
    text = "".join(_typed(span) for span in said)
    marks = Counter(mark for mark in INSIDE_A_WORD.sub("", text) if mark in MARKS)
    used = {MARK_OF[type(span)] for span in said if type(span) in MARK_OF}
    paired = any(count > 1 or mark in used for mark, count in marks.items())
    return paired or EMOJI.search(text) is not None or _quotes(text)


def _quotes(text: str) -> bool:
    """A line that begins with `>` would become a quotation, also when it is escaped."""
    return any(row.lstrip().startswith(">") for row in text.splitlines())


def _typed(span: Span) -> str:
    match span:
        case Plain(text) | Strong(text) | Struck(text) | Code(text) | Link(text, _) | Channel(_, _, text):
            return text
        case Countdown(_, said):
            return said
        case Moment():
            return ""
        case _:
            assert_never(span)


def mrkdwn(said: Line, zone: tzinfo) -> str:
    return "".join(
        escape(_typed(span)) if _abuts_a_word(said, place) else _marked(span, zone)
        for place, span in enumerate(said)
    )


def _abuts_a_word(said: Line, place: int) -> bool:
    """Slack shows a mark as itself where a letter touches it from outside; a space may be the span's own."""
    if not isinstance(said[place], Strong | Struck | Code):
        return False
    own = _typed(said[place])
    before = _typed(said[place - 1])[-1:] if place and not own[:1].isspace() else ""
    after = _typed(said[place + 1])[:1] if place + 1 < len(said) and not own[-1:].isspace() else ""
    return before.isalnum() or after.isalnum()


def _marked(span: Span, zone: tzinfo) -> str:  # noqa: PLR0911 - one return for each kind
    match span:
        case Plain(text):
            return escape(text)
        case Strong(text):
            return _enclosed("*", text)
        case Struck(text):
            return _enclosed("~", text)
        case Code(text):
            return _enclosed("`", text)
        case Link(text, url):
            return f"<{_address(url)}|{_label(text or url)}>" if is_safe(url) else escape(text)
        case Moment(at):
            return _stamp(at, zone) if isinstance(at, datetime) else written(at, zone)
        case Countdown(_, said):
            return escape(said)
        case Channel(platform, name, text):
            return f"<#{name}>" if platform == "slack" and _CHANNEL.fullmatch(name) else escape(text)
        case _:
            assert_never(span)


def _enclosed(mark: str, text: str) -> str:
    """Marks hold within one line and against no space."""
    rows = escape(text).split("\n")
    return "\n".join(
        row.replace(row.strip(), f"{mark}{row.strip()}{mark}", 1) if row.strip() else row for row in rows
    )


def _address(url: str) -> str:
    return escape(url).replace("|", "%7C").replace(" ", "%20")


def _label(text: str) -> str:
    return escape(text).replace("|", "¦").replace("\n", " ")


def is_safe(url: str) -> bool:
    try:
        return urlsplit(url).scheme in SAFE_SCHEMES and length(_address(url)) <= LONGEST_URL
    except ValueError:
        return False


def _stamp(at: datetime, zone: tzinfo) -> str:
    """Shown by each reader's client in the reader's own zone."""
    return f"<!date^{int(at.timestamp())}^{{date_long}} at {{time}}|{escape(written(at, zone))}>"


def written(at: datetime | date, zone: tzinfo) -> str:
    """A bare day stays the day it is; an instant is told in `zone`, by its name."""
    if not isinstance(at, datetime):
        return f"{at:%A}, {at:%B} {at.day}, {at.year}"
    local = at.astimezone(zone)
    return f"{written(local.date(), zone)} at {local:%H:%M} {local.tzname() or ''}".rstrip()


def words(said: Line, zone: tzinfo) -> str:
    """The line without any mark, as a screen reader or a notification tells it."""
    return "".join(_worded(span, zone) for span in said)


def _worded(span: Span, zone: tzinfo) -> str:
    match span:
        case Link(text, url):
            return clean(f"{text} ({url})" if is_safe(url) and text != url else text)
        case Moment(at):
            return written(at, zone)
        case _:
            return clean(_typed(span))


def size(said: Line, zone: tzinfo) -> int:
    """Characters that the line takes at most, as Slack counts: what lies beyond 16 bits counts twice."""
    return max(length(mrkdwn(said, zone)), length(words(said, zone).replace("<", f"<{JOINER}")))


def fitted(said: Line, room: int, zone: tzinfo) -> Iterator[Line]:
    """The line in parts of at most `room` characters each, cut between words where there are any."""
    part: list[Span] = []
    left = list(said)
    while left:
        span = left.pop(0)
        if size((*part, span), zone) <= room:
            part.append(span)
            continue
        head, tail = _cut(span, room - size(tuple(part), zone), zone)
        if head is None and not part:  # fits nowhere as it is, so its words go on
            left.insert(0, Plain(words((span,), zone)))
            continue
        yield tuple(part) if head is None else (*part, head)
        part, left = [], [tail if tail is not None else span, *left]
    if part:
        yield tuple(part)


def _cut(span: Span, room: int, zone: tzinfo) -> tuple[Span | None, Span | None]:
    """What of a span still fits, and the rest; None and None when it moves on as a whole."""
    if isinstance(span, Countdown):
        span = Plain(span.words)
    if isinstance(span, Channel):
        span = Plain(span.text)
    if isinstance(span, Moment):
        return None, None
    end = _fitting(span, room, zone)
    if end <= 0:
        return None, None
    space = max(span.text.rfind(" ", end // 2, end), span.text.rfind("\n", end // 2, end)) + 1
    end = space or end
    return replace(span, text=span.text[:end]), replace(span, text=span.text[end:])


def _fitting(span: Plain | Strong | Struck | Code | Link, room: int, zone: tzinfo) -> int:
    """How many characters of the span's text fit, found by halving."""
    low, high = 0, min(len(span.text), max(room, 0))
    while low < high:
        middle = (low + high + 1) // 2
        fits = size((replace(span, text=span.text[:middle]),), zone) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return low


def cut(text: str, room: int) -> str:
    """At most `room` characters, the last one an ellipsis where some are missing."""
    if length(text) <= room:
        return text
    kept = text[: room - 1]
    while (excess := length(kept) - room + 1) > 0:
        kept = kept[: -((excess + 1) // 2)]
    return f"{kept}…"
