"""Hours and zones as a call writes them, to hold the settings against."""

import re
from datetime import datetime, time

from commands.core.errors import UserError
from commands.event.dates import names_several, without_dates
from commands.event.times import WEEKDAY, Unclear, take_clocks
from commands.event.zones import read_zone

KNOWN = " ; "  # in the place of what was read, so that what stood around it does not meet
_DASH = re.compile("[−–]")
_EARTH = re.compile(r"\banywhere[\s-]+on[\s-]+earth\b", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:(?i:AoE)|(?i:UTC)(?:[+-]\d{1,2}(?::?\d\d)?\b|(?!\s*[+-]\s*\d))|[A-Z]\w+(?:/[A-Z][\w+-]+)+)\b"
)
_UNREAD = re.compile(r"\b(?:[A-Z]{1,4}T|UTC|MSK|(?i:time|local|midnight))\b")  # EST, Pacific time, midnight

_CLOCK_ENDS = r"(?i:(?<=\d):\d\d|\d\s*[ap]\.?m\b\.?|\bnoon\b)"
_BARE = re.compile(
    r"""
    \b\d{1,2} \s* (?:-|to|until|till) \s* (?:noon|\d{1,2}(?:[:.]\d\d|\s*[ap]\.?m\b))  # 9-5pm
    | (?:\d:\d\d|[ap]\.?m\b\.?|noon) \s* (?:-|to|until|till) \s* \d  # 5pm-9, and 17:00 -0500
    | \b(?:at|by|from|until|till|before|after) \s+ \d{1,2}(?:\.\d\d)?\b (?![:.]\d | \s*[ap]\.?m\b)
    | \b\d{1,2} \s? h(?:\d\d)?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""An hour without minutes, which no clock can be told from."""
_FOLLOWED = re.compile(rf"{_CLOCK_ENDS}\s*[,(]?\s*(?!(?i:{WEEKDAY.pattern}|[ap]\.?m\b))[A-Z]")
"""17:00 Beijing, 17:00 WIB: what may be a zone, and is none that is known."""


def states_hour(words: str, at: datetime) -> bool | None:
    """Whether the words state the hour and the zone of `at`, or one of them where they name no other.

    None where they state neither, or what could be read in two ways.
    """
    plain = _EARTH.sub("AoE", _DASH.sub("-", words))
    rest = _ZONE.sub(KNOWN, plain)
    if _UNREAD.search(rest) or names_several(plain) or _is_unclear(without_dates(rest, KNOWN)):
        return None
    try:
        return _agrees(set(take_clocks(rest)[0]), _ZONE.findall(plain), at)
    except (UserError, Unclear):
        return None


def _is_unclear(words: str) -> bool:
    """Whether more could state the hour, or another zone, than what is read."""
    return bool(_BARE.search(words) or _FOLLOWED.search(words))


def _agrees(clocks: set[time], zones: list[str], at: datetime) -> bool | None:
    """What is stated in another zone agrees where it is the same moment."""
    moments = {at.replace(tzinfo=read_zone(zone)) for zone in zones}
    if len(clocks) > 1 or len(moments) > 1 or not (clocks or moments):
        return None
    clock, moment = next(iter(clocks), at), next(iter(moments), at)
    return moment.replace(hour=clock.hour, minute=clock.minute) == at
