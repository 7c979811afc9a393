"""Whatever a paper is put together from, its parts are found where they start."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.checkpdf.inspect import inspect
from tests.papers.typeset import LEADING, LIMITS
from tests.papers.whole import Whole


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_every_part_of_a_paper_is_found(seed: int) -> None:
    made = Whole(seed)
    truth, result = made.truth, inspect(made.pdf(), LIMITS, picture=False)
    assert result.main_text
    assert result.main_text.last_page == truth.last_page
    assert result.main_text.text_page == truth.text_page
    height = made.paper.page_size[1]
    assert abs(result.main_text.ends_at * height - truth.baseline) < 1.5 * LEADING
    found = result.references_page, result.appendix_page, result.checklist_page
    assert found == (truth.references, truth.appendix, truth.checklist)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_no_paper_in_the_template_raises_an_alarm_about_it(seed: int) -> None:
    rules = {"page-size", "columns", "text-block", "margins", "body-size", "spacing", "font"}
    findings = inspect(Whole(seed).pdf(), LIMITS, picture=False).findings
    alarms = [each for each in findings if each.rule in rules and each.severity != "note"]
    assert alarms == []
