"""Options as they came in, parsed or refused in words that name the option."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.core.invocation import Raw
from commands.core.parse import parse_options
from commands.core.upload import Upload
from commands.event.call import Call
from commands.event.facts import Event
from tests.commands.core.shapes import broadcast_new, enrol

EVENT = Event("A workshop", Call.parse("A call."), topics=("Basic science", "Novel paradigms"))
SIGNUP: dict[str, Raw] = {"name": "Ada", "email": "ada@example.org", "topics": ("basic SCIENCE",)}


def parsed(**changes: Raw) -> dict[str, Any]:
    return parse_options(enrol, SIGNUP | changes, EVENT)


def refused(**changes: Raw) -> tuple[str, str | None]:
    with pytest.raises(UserError) as caught:
        parsed(**changes)
    return str(caught.value), caught.value.field


async def no_content() -> bytes:
    return b""


def test_what_a_web_page_sends_as_text_becomes_what_the_handler_asks_for() -> None:
    assert parsed(load="4", first_author="yes") == {
        "name": "Ada",
        "email": "ada@example.org",
        "topics": ("Basic science",),
        "load": 4,
        "first_author": True,
    }


def test_what_is_left_out_takes_its_default() -> None:
    assert parsed()["load"] == 3


def test_a_missing_field_is_named_as_its_dialog_names_it() -> None:
    assert refused(name="") == ("“Name” is not filled in.", "name")


def test_an_unknown_option_names_the_nearest() -> None:
    said, field = refused(emial="x")
    assert said == "/enrol has no option “emial”. Did you mean “email”?"
    assert field == "emial"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("7", "“load” must be between 1 and 6, not 7."),
        ("0", "“load” must be between 1 and 6, not 0."),
        ("many", "“load” must be a whole number, not “many”."),
        ("nan", "“load” must be a whole number, not “nan”."),
        ("99999999999", "“load” is out of all bounds."),
    ],
)
def test_a_number_out_of_range_is_told_the_range(raw: str, said: str) -> None:
    assert refused(load=raw) == (said, "load")


def test_a_choice_that_does_not_exist_lists_those_that_do() -> None:
    said, field = refused(topics=("Basic sciense",))
    assert said == (
        "“topics” can't be “Basic sciense”. It can be “Basic science”, “Novel paradigms”. "
        "Did you mean “Basic science”?"
    )
    assert field == "topics"


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    said, _ = refused(name="x" * 1200)
    assert said == "“name” is 1,200 characters long; at most 100 fit. Shorten it and send it again."


def test_a_file_that_is_too_large_is_refused_before_it_is_fetched() -> None:
    large = Upload("poster.png", 9_100_000, no_content)
    with pytest.raises(UserError, match=r"“poster.png” has 9.1 MB; at most 8 MB are taken."):
        parse_options(broadcast_new, {"title": "T", "text": "t", "to": ("everyone",), "image": large}, EVENT)


def test_text_in_place_of_a_file_says_to_attach_one() -> None:
    with pytest.raises(UserError, match="takes a file"):
        parse_options(broadcast_new, {"title": "T", "text": "t", "to": "everyone", "image": "a.png"}, EVENT)


@given(
    st.dictionaries(
        st.sampled_from([option.name for option in enrol.options]) | st.text(),
        st.text() | st.integers() | st.floats() | st.booleans() | st.tuples(st.text(), st.text()),
    )
)
def test_whatever_comes_in_is_parsed_or_refused_in_words(raw: dict[str, Raw]) -> None:
    try:
        values = parse_options(enrol, raw, EVENT)
    except UserError as error:
        assert str(error)
    else:
        assert set(values) == {option.name for option in enrol.options}
