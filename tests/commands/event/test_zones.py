"""Time zones by name: what is read, what is refused, and that a name leads back to its zone."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.event.zones import read_zone, zone_name

NOON = datetime(2025, 8, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("AoE", -12),
        ("aoe", -12),
        ("utc", 0),
        ("+02:00", 2),
        ("UTC-3", -3),
        ("+0530", 5.5),
        ("Europe/Paris", 2),
        (" America/Vancouver ", -7),
    ],
)
def test_a_zone_is_read_by_its_usual_names(said: str, hours: float) -> None:
    assert read_zone(said).utcoffset(NOON.replace(tzinfo=None)) == timedelta(hours=hours)


@pytest.mark.parametrize("said", ["EST", "IST", "Mars/Olympus", "", "../../etc/passwd", "+99:00", "Europe/"])
def test_what_names_no_single_zone_is_refused(said: str) -> None:
    with pytest.raises(UserError, match="America/Vancouver"):
        read_zone(said)


@given(st.one_of(st.timezones(), st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))))
def test_a_zones_name_leads_back_to_it(zone: ZoneInfo | timezone) -> None:
    if isinstance(zone, ZoneInfo) and "/" not in zone.key:
        assert zone_name(zone) == "UTC"
        return
    assert NOON.astimezone(read_zone(zone_name(zone))).isoformat() == NOON.astimezone(zone).isoformat()
