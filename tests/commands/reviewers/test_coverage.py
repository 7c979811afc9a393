"""What offers cover of what is needed."""

from hypothesis import given
from hypothesis import strategies as st

from commands.event.reviewing import Reviewing
from commands.reviewers.coverage import coverage
from tests.doubles import SUMMER

TOPICS = ("Circuits", "Basic science", "Auditing")
SET = Reviewing("I agree", "1", SUMMER.date(), papers=30, reviews=3, expected={"Auditing": 4})


def test_a_reviewers_papers_are_spread_over_her_topics() -> None:
    circuits, science, auditing = coverage([(("Circuits", "Basic science"), 2, 8)], TOPICS, SET)
    assert circuits.said == "2 reviewers, 4 of 30 reviews (13%)"
    assert science.offered == 4
    assert auditing.said == "0 reviewers, 0 of 12 reviews (0%)"


def test_without_expectations_the_offers_are_told_alone() -> None:
    (only,) = coverage([(("Circuits",), 1, 3)], ("Circuits",), Reviewing("I agree", "1", SUMMER.date()))
    assert only.said == "1 reviewer, 3 reviews"


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([*TOPICS, "Gone"]), unique=True, max_size=4).map(tuple),
            st.integers(1, 9),
            st.integers(1, 50),
        )
    )
)
def test_no_review_is_counted_twice(loads: list[tuple[tuple[str, ...], int, int]]) -> None:
    offered = sum(cover.offered for cover in coverage(loads, TOPICS, SET))
    known = sum(load for topics, _, load in loads if set(topics) & set(TOPICS))
    assert abs(offered - known) < 1e-6
