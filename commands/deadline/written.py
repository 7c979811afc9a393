"""A date in words, where no platform shows it in the reader's own zone."""

from datetime import UTC, date, datetime

from commands.event.zones import zone_name


def written(at: datetime | date) -> str:
    """August 22, 2025, and the hour with its zone where there is one: August 22, 2025, 23:59 AoE."""
    day = f"{at:%B} {at.day}, {at.year}"
    return f"{day}, {at:%H:%M} {zone_name(at.tzinfo or UTC)}" if isinstance(at, datetime) else day
