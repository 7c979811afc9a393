"""The figures of a process, as Prometheus reads them."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.app import open_app
from bot.measured import MeasuredPapers
from bot.metrics import Metrics, Reading
from bot.settings.load import example, load_settings
from commands.checkpdf.inspection import Limits
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from tests.doubles import AUTHOR, FixedClock, NoPapers
from tests.papers.checker import PapersHere
from tests.papers.typeset import paper


async def told(metrics: Metrics) -> list[str]:
    return (await metrics.exposition()).decode().splitlines()


async def test_calls_are_counted_by_platform_command_and_outcome_and_answers_by_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path / 'usher.db'}")
    async with open_app(load_settings(example()), FixedClock()) as app:
        await app.dispatcher.dispatch(
            Invocation("ask", {"question": "how long may a short paper be?"}), AUTHOR
        )
        await app.dispatcher.dispatch(Invocation("ask"), AUTHOR)
        await app.dispatcher.dispatch(Invocation("my private words"), AUTHOR)
        lines = await told(app.metrics)
    assert 'usher_commands_total{command="ask",outcome="done",platform="web"} 1.0' in lines
    assert 'usher_commands_total{command="ask",outcome="refused",platform="web"} 1.0' in lines
    assert 'usher_results_total{command="ask",result="stated"} 1.0' in lines
    assert 'usher_command_seconds_count{command="ask"} 2.0' in lines
    assert 'usher_commands_total{command="unknown",outcome="refused",platform="web"} 1.0' in lines
    assert not any("private" in line for line in lines)


async def test_acknowledgements_are_timed_for_each_platform() -> None:
    metrics = Metrics()
    metrics.acknowledged("discord", 0.2)
    assert 'usher_acknowledgement_seconds_bucket{le="0.25",platform="discord"} 1.0' in await told(metrics)


async def test_a_checked_paper_counts_its_verdict_for_each_limit() -> None:
    metrics = Metrics()
    papers = MeasuredPapers(PapersHere(), metrics, FixedClock())
    data = paper().fill_to(4, 2).references(4).pdf()
    await papers.check(data, "a.pdf", Limits({"short/submission": 3}), lambda _done, _doing: None)
    lines = await told(metrics)
    assert 'usher_paper_check_seconds_count{outcome="checked"} 1.0' in lines
    assert 'usher_paper_verdicts_total{limit="short/submission",verdict="fail"} 1.0' in lines


@pytest.mark.parametrize(("checker", "outcome"), [(PapersHere(), "refused"), (NoPapers(), "failed")])
async def test_a_check_that_ends_without_a_verdict_counts_as_such(
    checker: PapersHere | NoPapers, outcome: str
) -> None:
    metrics = Metrics()
    with pytest.raises((UserError, AssertionError)):
        await MeasuredPapers(checker, metrics, FixedClock()).check(
            b"no paper", "a.pdf", Limits(), lambda _done, _doing: None
        )
    assert f'usher_paper_check_seconds_count{{outcome="{outcome}"}} 1.0' in await told(metrics)


async def test_readings_of_one_name_stand_together_under_its_explanation() -> None:
    async def gauge() -> Iterable[Reading]:
        return [
            Reading("usher_rows", "Rows", number, {"state": state}) for number, state in ((1, "a"), (2, "b"))
        ]

    lines = (await Metrics().exposition([gauge])).decode().splitlines()
    start = lines.index("# HELP usher_rows Rows")
    assert lines[start : start + 4] == [
        "# HELP usher_rows Rows",
        "# TYPE usher_rows gauge",
        'usher_rows{state="a"} 1.0',
        'usher_rows{state="b"} 2.0',
    ]


async def test_deliveries_that_are_put_off_are_counted_for_each_platform() -> None:
    metrics = Metrics()
    for _ in range(2):
        metrics.delivery("slack", "put off")
    assert 'usher_delivery_steps_total{platform="slack",step="put off"} 2.0' in await told(metrics)
