"""How a Discord client reads a text: the part of its Markdown that escaping has to withstand."""

import re

ESCAPE = r"\\([^0-9A-Za-z\s])"
MARKUP = re.compile(
    r"`+[^`]"  # code
    r"|\*\S|\*\*|__|_\S|~~|\|\|"  # emphasis, strikes, spoilers
    r"|\[[^\]]*\]\("  # a link behind words
    r"|https?://"  # a link by itself
    r"|<(?:@|#|t:|:|a:|/|id:|sound:)"  # mentions, timestamps, emoji
    r"|@(?:everyone|here)",
    re.IGNORECASE,
)
LINE_MARKUP = re.compile(r"^[^\S\n]*(?:#{1,3} |-# |[-*+] |\d+\. |>)", re.MULTILINE)
PLACEHOLDER = "\ue000"  # no mark: stands for a character that an escape made literal


def literal(text: str) -> str:
    """The characters that are shown, if nothing in the text is markup."""
    return re.sub(ESCAPE, r"\1", text).replace("@\u200b", "@")


def markup(text: str) -> list[str]:
    """What a client would take for markup."""
    unescaped = re.sub(ESCAPE, PLACEHOLDER, text)
    return [*MARKUP.findall(unescaped), *LINE_MARKUP.findall(unescaped)]
