"""Numbers as a call writes them, to hold the settings against."""

import re

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
DAYS_A_WEEK = 7
_NUMBER = re.compile(rf"\b(\d+|{'|'.join(WORDS)})\b(\s+weeks?\b)?", re.IGNORECASE)


def states_number(words: str, number: int) -> bool | None:
    """Whether the words name that number, in digits or letters, weeks also as days; None without numbers."""
    found = _NUMBER.findall(words)
    if not found:
        return None
    values = {_value(said) for said, _ in found}
    return number in values | {_value(said) * DAYS_A_WEEK for said, weeks in found if weeks}


def _value(said: str) -> int:
    return int(said) if said.isdigit() else WORDS.index(said.lower())
