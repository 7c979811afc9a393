"""The call is read as passages that stand in it character by character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.event.call import Call
from commands.event.markdown import Link, links, readable, unwrap

HOME = Path(__file__).parents[3]


def said(text: str) -> list[tuple[str, str, int]]:
    return [(passage.readable, passage.section, passage.line) for passage in Call.parse(text).passages]


def test_the_call_that_ships_is_read_whole() -> None:
    call = Call.parse((HOME / "call.md").read_text(encoding="utf-8"))
    assert ("The workshop is non-archival.", "Call for Papers", 7) in said(call.text)
    assert {passage.section for passage in call.passages} == {"Call for Papers", "Topics of Interest"}
    read = {passage.line for passage in call.passages}
    assert [
        line for number, line in enumerate(call.lines, 1) if number not in read and line and line[0] != "#"
    ] == []


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("# A\n\nOne. Two, e.g. Three.\n", [("One.", "A", 3), ("Two, e.g. Three.", "A", 3)]),
        ("A\n=\n\nOne line\nand the next.\n", [("One line and the next.", "A", 4)]),
        ("**Dates**\n\n| What | When |\n|--|--|\n| Papers | May 3 |\n", [("Papers | May 3", "Dates", 5)]),
        (
            "* one\n  * two\n    goes on\n* three\n",
            [("one", "", 1), ("two goes on", "", 2), ("three", "", 4)],
        ),
        ("Q: Is it archival?\nA: No. Never.\n", [("Q: Is it archival? A: No. Never.", "", 1)]),
        ("KEY DATES\n- Papers: May 3\n", [("Papers: May 3", "KEY DATES", 2)]),
        ("## Deadline: May 3\n", [("Deadline: May 3", "Deadline: May 3", 1)]),
        (
            "> Quoted text.\n\n---\n\n1. First\n2. Second\n",
            [("Quoted text.", "", 1), ("First", "", 5), ("Second", "", 6)],
        ),
    ],
)
def test_markdown_is_read_as_people_write_it(text: str, passages: list[tuple[str, str, int]]) -> None:
    assert said(text) == passages


def test_a_nested_bullet_knows_what_leads_to_it() -> None:
    (_, inner) = Call.parse("* Topics:\n  * rivers\n").passages
    assert (inner.text, inner.context) == ("rivers", "Topics:")


def test_words_lose_their_marks() -> None:
    raw = "* **Do** _not_ use `snake_case`, see [the *page*](https://example.org/a_(b)) or <https://example.org>"
    assert readable(raw) == "Do not use snake_case, see the page or https://example.org"


def test_links_lead_where_they_lead_in_the_end() -> None:
    raw = "[here](https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D), https://example.com/x."
    assert links(raw) == (
        Link("here", "https://example.org/a?b=1"),
        Link("https://example.com/x", "https://example.com/x"),
    )


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/paper?ref=https://other.org",
        "mailto:a@b.org",
        "https://example.org/url?q=plain",
        "http://[bad",
    ],
)
def test_what_is_no_redirect_stays_as_it_is(target: str) -> None:
    assert unwrap(target) == target


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# A",
            "text. More",
            "* b",
            "  * c",
            "",
            "|a|b|",
            "|-|-|",
            "**L**",
            "why?",
            "===",
            "---",
            "1. x",
            "[w](u)",
        ]
    )
    | st.text(max_size=20),
    max_size=15,
).map("\n".join)


@given(MARKDOWN)
def test_every_passage_stands_in_the_call_on_its_line(text: str) -> None:
    call = Call.parse(text)
    for passage in call.passages:
        assert passage.text in text
        assert passage.text.split("\n")[0] in call.lines[passage.line - 1]
