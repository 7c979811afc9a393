"""Words of the call as spans: its bold stays bold, its links lead where they lead in the end."""

import re
from collections.abc import Iterator

from commands.core.reply import Line, Link, Plain, Quote, Span, Strong
from commands.event.markdown import LINK, readable, unwrap
from commands.event.quotation import Quotation

_MARKED = re.compile(rf"(?P<link>{LINK.pattern})|\*\*(?P<strong>[^*\n]+)\*\*")


def said(raw: str) -> Line:
    """The Markdown of a quotation as spans, without its marks."""
    return tuple(_spans(raw.strip()))


def quote(quotation: Quotation) -> Quote:
    return Quote(said(quotation.text), quotation.section, quotation.line)


def _spans(raw: str) -> Iterator[Span]:
    end = 0
    for mark in _MARKED.finditer(raw):
        yield from _plain(raw[end : mark.start()])
        yield _marked(mark)
        end = mark.end()
    yield from _plain(raw[end:])


def _marked(mark: re.Match[str]) -> Span:
    if mark["strong"]:
        return Strong(readable(mark["strong"]))
    words, target = mark[2], mark[3]
    return Link(readable(words) or target, unwrap(target.split(" ")[0]))


def _plain(raw: str) -> Iterator[Span]:
    if raw:
        lead, tail = (" " if raw[:1].isspace() else ""), (" " if raw[-1:].isspace() else "")
        words = readable(raw)
        yield Plain(f"{lead}{words}{tail}" if words else " ")
