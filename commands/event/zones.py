"""Time zones by the names that people write."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commands.core.errors import UserError

ANYWHERE_ON_EARTH = timezone(timedelta(hours=-12), "AoE")

_NAMED: dict[str, tzinfo] = {"aoe": ANYWHERE_ON_EARTH, "utc": UTC, "z": UTC}
_OFFSET = re.compile(r"(?:UTC)?([+-])(\d{1,2}):?([0-5]\d)?", re.IGNORECASE)
_PLACE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")


def read_zone(said: str) -> tzinfo:
    """AoE, UTC, an offset such as +02:00, or a place such as America/Vancouver.

    `UserError` for all else: letters such as EST or IST are used for several zones.
    """
    name = said.strip()
    known = _NAMED.get(name.casefold()) or _offset(name) or _place(name)
    if known is None:
        raise UserError(
            f"there is no time zone “{name}”. Use a name such as AoE, UTC, +02:00 or America/Vancouver."
        )
    return known


def zone_name(zone: tzinfo) -> str:
    """A name that `read_zone` reads back; UTC for what has none that is clear, such as EST."""
    if isinstance(zone, ZoneInfo):
        return zone.key if _place(zone.key) else "UTC"
    if zone == ANYWHERE_ON_EARTH:
        return "AoE"
    minutes = int((zone.utcoffset(None) or timedelta()).total_seconds() // 60)
    sign, length = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{length // 60:02}:{length % 60:02}" if minutes else "UTC"


def _offset(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name)
    if match is None:
        return None
    length = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-length if match[1] == "-" else length) if length < timedelta(days=1) else None


def _place(name: str) -> tzinfo | None:
    if not _PLACE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
