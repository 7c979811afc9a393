"""Characters as both platforms count them."""


def length(text: str) -> int:
    """UTF-16 units, the strictest reading: a rare character, say an emoji, counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
