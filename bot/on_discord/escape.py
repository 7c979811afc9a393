"""Text as Discord's Markdown shows it unchanged: nothing in it formats, links, counts down or rings."""

import re
from urllib.parse import quote, urlsplit

ZERO_WIDTH = "\u200b"
GRAVE = "ˋ"  # stands for the backtick, which nothing can escape inside code
LONGEST_URL = 400  # characters, so that a link fits a field

_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKS = re.compile(r"[\\*_~`|\[\]<]")
_LINE_STARTS = re.compile(r"^([^\S\n]*)(?:([#>+-])|(\d*)\.)", re.MULTILINE)
_RINGING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_IN_URL = re.compile(r"[\s()<>\[\]\\\"`*|]")
_EMBEDDING, _ISOLATE = re.compile(r"[\u202a\u202b\u202d\u202e]"), re.compile(r"[\u2066-\u2068]")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"


def escaped(text: str) -> str:
    """Plain text; what turns the direction of writing ends with it."""
    marked = _MARKS.sub(r"\\\g<0>", clean(text)).replace("://", r"\://")
    return _closed(_RINGING.sub(f"@{ZERO_WIDTH}", _LINE_STARTS.sub(_start, marked)))


def code(text: str) -> str:
    words = clean(text).replace("\n", " ").replace("`", GRAVE)
    return f"`{_closed(_RINGING.sub(f'@{ZERO_WIDTH}', words))}`" if words.strip() else words


def fenced(text: str) -> str:
    """Lines as they stand, in letters of one width."""
    words = clean(text).replace("`", GRAVE)
    return f"```\n{_closed(_RINGING.sub(f'@{ZERO_WIDTH}', words))}\n```"


def link(text: str, url: str) -> str:
    """A link on the words; an address of e-mail, which Discord can't link, and a doubtful URL are text."""
    if urlsplit(url).scheme == "mailto":
        address = url.removeprefix("mailto:")
        return escaped(text if address in text else f"{text} ({address})")
    target = _encoded(url)
    if text == url:
        return f"<{target}>"
    return f"{escaped(text)} (<{target}>)" if "://" in text else f"[{escaped(text)}]({target})"


def linkable(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    known = parts.scheme == "mailto" or (parts.scheme in {"http", "https"} and bool(parts.netloc))
    return known and len(_encoded(url)) <= LONGEST_URL


def _encoded(url: str) -> str:
    return _IN_URL.sub(lambda found: quote(found[0], safe=""), clean(url))


def clean(text: str) -> str:
    """Without what no platform shows or takes: control characters and halves of characters."""
    return _UNSHOWN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _start(found: re.Match[str]) -> str:
    space, mark, number = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\."


def _closed(text: str) -> str:
    """Unclosed marks of direction would turn around the words that follow."""
    isolates = len(_ISOLATE.findall(text)) - text.count(_POP_ISOLATE)
    embeddings = len(_EMBEDDING.findall(text)) - text.count(_POP_EMBEDDING)
    return f"{text}{_POP_ISOLATE * isolates}{_POP_EMBEDDING * embeddings}"
