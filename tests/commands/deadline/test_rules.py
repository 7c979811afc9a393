"""Offsets and quiet hours, over time zones and changes of the clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.deadline.rules import Offset, Quiet

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Quiet(time(22), time(8), BERLIN)
FAR = datetime(2030, 1, 1, tzinfo=UTC)

zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata")]
    + [UTC]
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
hours = st.times().map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize("said", ["14 d", "14d", " 3 h "])
def test_an_offset_is_read_in_days_or_hours(said: str) -> None:
    assert str(Offset.read(said)) in {"14 d", "3 h"}


@pytest.mark.parametrize("said", ["", "d", "2 weeks", "-1 d", "1.5 h", "1234 d"])
def test_another_offset_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(UserError, match="7 d, 3 h"):
        Offset.read(said)


@pytest.mark.parametrize(
    ("at", "goes_out"),
    [
        (datetime(2025, 8, 1, 12, tzinfo=BERLIN), datetime(2025, 8, 1, 12, tzinfo=BERLIN)),
        (datetime(2025, 8, 1, 23, tzinfo=BERLIN), datetime(2025, 8, 2, 8, tzinfo=BERLIN)),
        (datetime(2025, 8, 2, 7, 59, tzinfo=BERLIN), datetime(2025, 8, 2, 8, tzinfo=BERLIN)),
        (datetime(2025, 8, 2, 8, tzinfo=BERLIN), datetime(2025, 8, 2, 8, tzinfo=BERLIN)),
    ],
)
def test_quiet_hours_push_to_their_end(at: datetime, goes_out: datetime) -> None:
    assert NIGHT.respected(at, FAR) == goes_out


def test_what_may_not_wait_until_the_morning_goes_out_before_the_night() -> None:
    deadline = datetime(2025, 8, 2, 5, tzinfo=BERLIN)
    assert NIGHT.respected(deadline - timedelta(hours=3), deadline) == datetime(
        2025, 8, 1, 21, 55, tzinfo=BERLIN
    )


@given(moments, hours, hours, zones)
def test_nothing_goes_out_in_quiet_hours(at: datetime, start: time, end: time, zone: ZoneInfo) -> None:
    quiet = Quiet(start, end, zone)
    late = quiet.respected(at, FAR)
    assert not quiet.covers(late)
    assert at <= late <= at + timedelta(hours=25)


@given(moments, hours, hours, zones, st.integers(1, 24))
def test_nothing_is_pushed_past_its_deadline(
    at: datetime, start: time, end: time, zone: ZoneInfo, left: int
) -> None:
    deadline = at + timedelta(hours=left)
    assert Quiet(start, end, zone).respected(at, deadline) < deadline
