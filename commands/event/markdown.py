"""Markdown reduced to what a reader sees: words, and where links lead."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

LINK = re.compile(r"!?\[([^\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
BULLET = re.compile(r"[^\S\r\n]*(?:[-*+]|\d{1,3}[.)])[^\S\r\n]+")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_BARE_LINK = re.compile(r"https?://[^\s<>()\[\]|]*[^\s<>()\[\]|.,;:!?'\"*_]")
_EMPHASIS = re.compile(r"\*+|`+|~~|(?<![^\W_])_+|_+(?![^\W_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_QUOTE_MARK = re.compile(r"^\s*>+\s?|^\s*#{1,6}\s", re.MULTILINE)
_REDIRECT_PATH = re.compile(r"/(?:url|redirect|redir|away|out|goto|link|linkfilter|l\.php)/?$", re.IGNORECASE)
_REDIRECT_PARAMETERS = ("q", "url", "u", "target", "dest", "destination", "redirect", "to")


@dataclass(frozen=True)
class Link:
    """The words of a link and the address it leads to in the end."""

    words: str
    target: str


def readable(raw: str) -> str:
    """Reduce Markdown to its words, on one line."""
    words = _AUTOLINK.sub(r"\1", LINK.sub(r"\1", raw))
    words = BULLET.sub("", words, count=1) if BULLET.match(words) else words
    words = _EMPHASIS.sub("", _QUOTE_MARK.sub("", words))
    words = re.sub(r"\s*\|\s*", " | ", _ESCAPED.sub(r"\1", words))
    return re.sub(r"\s+", " ", words).strip(" |")


def links(raw: str) -> tuple[Link, ...]:
    """List the links of a passage, redirects unwrapped."""
    named = [
        Link(readable(words) or target, unwrap(target.split(" ")[0])) for words, target in LINK.findall(raw)
    ]
    rest = LINK.sub(" ", raw)
    bare = _AUTOLINK.findall(rest) + _BARE_LINK.findall(_AUTOLINK.sub(" ", rest))
    return tuple(named + [Link(target, unwrap(target)) for target in bare])


def unwrap(target: str, depth: int = 3) -> str:
    """Find the address that a redirect such as `https://www.google.com/url?q=...` leads to."""
    try:
        parts = urlsplit(target)
        values = parse_qs(parts.query)
    except ValueError:
        return target
    if depth == 0 or not (_REDIRECT_PATH.search(parts.path) or "safelinks." in parts.netloc):
        return target
    inner = (values.get(name, [""])[0] for name in _REDIRECT_PARAMETERS)
    found = next((address for address in inner if address.startswith(("https://", "http://"))), None)
    return unwrap(found, depth - 1) if found else target
