"""Three processes, a playground and everything that breaks, for as long as each run of the tests affords."""

import os
from pathlib import Path

import pytest

from tests.soak.leaks import FEWEST, trends
from tests.soak.soak import plan_for, soak
from tests.soak.usher import Sample

MINUTES = 0.4
SEED = int(os.environ.get("SOAK_SEED", "7"))


@pytest.mark.soak
@pytest.mark.timeout(600)  # seconds; on a machine that is busy with others
async def test_nothing_is_lost_repeated_leaked_or_left_unanswered(tmp_path: Path) -> None:
    print(f"SOAK_SEED={SEED}")  # noqa: T201 - shown where the test fails
    assert await soak(plan_for(MINUTES, SEED), tmp_path, print) == []


def life(megabytes: list[float]) -> list[Sample]:
    return [Sample(10.0 * at, each, 30, 8, 40, 0) for at, each in enumerate(megabytes)]


def test_what_grows_all_the_time_is_a_leak_and_a_noisy_level_is_none() -> None:
    noise = [0.0, 9.0, 1.0, 30.0, 2.0] * FEWEST
    warming = [min(place, 40.0) for place in range(len(noise))]
    steady = [180.0 + warm + each for warm, each in zip(warming, noise, strict=True)]
    growing = [each + 0.3 * place for place, each in enumerate(steady)]
    assert [trend.leaks for trend in trends(life(steady), 0)] == [False] * 5
    assert [trend.what for trend in trends(life(growing), 0) if trend.leaks] == ["megabytes"]


def test_a_short_life_tells_nothing() -> None:
    assert trends(life([180.0, 400.0, 800.0]), 0) == []
