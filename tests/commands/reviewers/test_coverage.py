"""What offers cover of what is needed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commands.core.reply import Table
from commands.event.reviewing import Reviewing
from commands.reviewers.coverage import COLUMNS, coverage, table
from tests.doubles import SUMMER

TOPICS = ("Circuits", "Basic science", "Auditing")
SET = Reviewing("I agree", "1", SUMMER.date(), papers=30, reviews=3, expected={"Auditing": 4})


def test_a_reviewers_papers_are_spread_over_her_topics_and_the_least_covered_comes_first() -> None:
    covers = coverage([(("Circuits", "Basic science"), 2, 8), (("Circuits",), 1, 3)], TOPICS, SET)
    assert table(covers, SET) == Table(
        "Reviews by topic, the least covered first; each of the papers expected needs 3",
        COLUMNS,
        (
            ("Auditing", "0", "0", "12", "0%", "4"),
            ("Basic science", "2", "4", "30", "13%", "10"),
            ("Circuits", "3", "7", "30", "23%", "10"),
        ),
    )


def test_a_topic_without_papers_needs_no_reviews() -> None:
    none = replace(SET, expected={"Auditing": 0})
    assert table(coverage([], TOPICS, none), none).rows[-1] == ("Auditing", "0", "0", "0", "–", "0")


def test_without_expectations_the_offers_are_told_alone() -> None:
    unset = Reviewing("I agree", "1", SUMMER.date())
    shown = table(coverage([(("Circuits",), 1, 3)], ("Circuits", "Auditing"), unset), unset)
    assert shown.caption == "Reviews by topic"
    assert shown.heads == ("Topic", "People", "Offered")
    assert shown.rows == (("Auditing", "0", "0"), ("Circuits", "1", "3"))


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
