"""A word with one slip is read as the word that was meant."""

import pytest

from commands.ask.spelling import Spelling

SPELLING = Spelling.of({"deadline": 1.0, "decline": 3.0, "review": 1.0, "page": 1.0})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dedline", "deadline"),
        ("reveiw", "review"),
        ("reviiew", "review"),
        ("review", "review"),
        ("paeg", "paeg"),
        ("umbrella", "umbrella"),
        ("", ""),
    ],
)
def test_one_slip_is_forgiven_and_no_more(typed: str, meant: str) -> None:
    assert SPELLING.meant(typed) == meant
