"""Hours and zones as a call writes them, to hold the settings against."""

import re
from datetime import datetime, time

from commands.core.errors import UserError
from commands.event.dates import names_several
from commands.event.times import Unclear, take_clocks
from commands.event.zones import read_zone

_DASH = re.compile("[−–]")
_EARTH = re.compile(r"\banywhere[\s-]+on[\s-]+earth\b", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:(?i:AoE)|(?i:UTC)(?:[+-]\d{1,2}(?::?\d\d)?\b|(?!\s*[+-]\s*\d))|[A-Z]\w+(?:/[A-Z][\w+-]+)+)\b"
)
_UNREAD = re.compile(r"\b(?:[A-Z]{1,4}T|UTC|MSK|(?i:time|local|midnight))\b")  # EST, Pacific time, midnight


def states_hour(words: str, at: datetime) -> bool | None:
    """Whether the words state the hour and the zone of `at`, or one of them where they name no other.

    None where they state neither, or what could be read in two ways.
    """
    plain = _EARTH.sub("AoE", _DASH.sub("-", words))
    rest = _ZONE.sub(" ", plain)
    if _UNREAD.search(rest) or names_several(plain):
        return None
    try:
        return _agrees(set(take_clocks(rest)[0]), _ZONE.findall(plain), at)
    except (UserError, Unclear):
        return None


def _agrees(clocks: set[time], zones: list[str], at: datetime) -> bool | None:
    """What is stated in another zone agrees where it is the same moment."""
    moments = {at.replace(tzinfo=read_zone(zone)) for zone in zones}
    if len(clocks) > 1 or len(moments) > 1 or not (clocks or moments):
        return None
    clock, moment = next(iter(clocks), at), next(iter(moments), at)
    return moment.replace(hour=clock.hour, minute=clock.minute) == at
