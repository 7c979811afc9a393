"""The call's Markdown as a reader sees it."""

from hypothesis import given
from hypothesis import strategies as st

from commands.core.reply import Link, Plain, Strong, line
from commands.event.said import said


def test_bold_stays_bold_and_words_stay_words() -> None:
    assert said("due **August 22, 2025**.") == line("due ", Strong("August 22, 2025"), ".")


def test_a_link_leads_where_it_leads_in_the_end() -> None:
    raw = "see [the form](https://www.google.com/url?q=https://example.org/form&sa=D)"
    assert said(raw) == line("see ", Link("the form", "https://example.org/form"))


@given(
    st.text(
        st.characters(exclude_characters="*_`[]()<>#|\\~+-\n\r", exclude_categories=("C", "Z")), min_size=1
    )
)
def test_plain_words_come_through_unchanged(words: str) -> None:
    assert "".join(span.text for span in said(words) if isinstance(span, Plain)) == words
