"""A line of spans as Discord's Markdown, whole or in pieces that keep within a limit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import assert_never

from bot.characters import length
from bot.on_discord.escape import ZERO_WIDTH, clean, code, escaped, link, linkable
from commands.core.reply import Channel, Code, Countdown, Line, Link, Moment, Plain, Span, Strong, Struck

Text = Plain | Strong | Struck | Code | Link


def rendered(said: Iterable[Span]) -> str:
    """The line as one text; marks of neighbours are kept apart."""
    text = ""
    for span in _merged(said):
        piece = _span(span)
        touching = text[-1:] == piece[:1] and piece[:1] in {"*", "~", "`"}
        text += f"{ZERO_WIDTH}{piece}" if touching else piece
    return text


def pieces(said: Line, most: int) -> Iterator[str]:
    """The line in texts of at most `most` characters, cut in the spans' own words and not in a mark."""
    now: list[Span] = []
    for span in (part for whole in said for part in _parts(_simple(whole), most)):
        if now and length(rendered([*now, span])) > most:
            yield rendered(now)
            now = []
        now.append(span)
    if now:
        yield rendered(now)


def day(on: date) -> str:
    """A bare date in words: it has no hour, so no zone may move it."""
    return f"{on:%B} {on.day}, {on.year}"


def _span(span: Span) -> str:  # noqa: PLR0911 - one return for each kind
    match span:
        case Plain(text):
            return escaped(text)
        case Strong(text):
            return _around("**", text)
        case Struck(text):
            return _around("~~", text)
        case Code(text):
            return code(text)
        case Link(text, url):
            return link(text or url, url) if linkable(url) else escaped(text)
        case Moment(at):
            return f"<t:{int(at.timestamp())}:F>" if isinstance(at, datetime) else day(at)
        case Countdown(to, words):
            return f"<t:{int(to.timestamp())}:R>" if isinstance(to, datetime) else escaped(words)
        case Channel(platform, name, text):
            return f"<#{name}>" if _is_own(platform, name) else escaped(text)
        case _:
            assert_never(span)


def _around(mark: str, text: str) -> str:
    """Marks hold only where they touch a word."""
    text = clean(text)
    core = text.strip()
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{escaped(core)}{mark}{tail}"


def _merged(said: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring plain texts as one, so that no mark arises where they meet."""
    for plain, spans in groupby(said, key=lambda span: isinstance(span, Plain)):
        if plain:
            yield Plain("".join(span.text for span in spans if isinstance(span, Plain)))
        else:
            yield from spans


def _simple(span: Span) -> Span:
    """A countdown of days and another platform's channel are but their words, which can be cut."""
    if isinstance(span, Countdown) and not isinstance(span.to, datetime):
        return Plain(span.words)
    if isinstance(span, Channel) and not _is_own(span.platform, span.id):
        return Plain(span.text)
    return span


def _is_own(platform: str, channel: str) -> bool:
    """Whether Discord shows the channel's name by itself."""
    return platform == "discord" and channel.isdecimal()


def _parts(span: Span, most: int) -> Iterator[Span]:
    while not isinstance(span, Moment | Countdown | Channel) and _is_longer(span, most):
        cut = _cut(span.text, most // 4)
        yield replace(span, text=span.text[:cut])
        span = replace(span, text=span.text[cut:])
    yield span


def _is_longer(span: Text, most: int) -> bool:
    """A huge text is not escaped only to learn that it is too long."""
    return len(span.text) > most or length(_span(span)) > most


def _cut(text: str, most: int) -> int:
    """Where to cut: after the last space or line before `most`, else right there."""
    space = max(text.rfind(" ", 0, most), text.rfind("\n", 0, most))
    return space + 1 if space > 0 else most
