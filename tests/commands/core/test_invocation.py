"""A button carries an invocation as text, so that it works after a restart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.invocation import Invocation
from commands.core.reply import Button

NAMES = st.from_regex(r"[a-z]{1,10}( [a-z]{1,10})?", fullmatch=True)
KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)


@given(NAMES, st.dictionaries(KEYS, st.text(max_size=40), max_size=4))
def test_an_invocation_comes_back_from_its_code(name: str, options: dict[str, str]) -> None:
    call = Invocation(name, dict(options))
    assert Invocation.from_code(call.code) == call


def test_a_code_reads_as_what_it_does() -> None:
    assert (
        Invocation("deadline calendar", {"which": "submission"}).code == "deadline calendar?which=submission"
    )


def test_a_button_too_long_for_a_platform_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="100 characters"):
        Button("Ask", Invocation("ask", {"question": "x" * 100}))
