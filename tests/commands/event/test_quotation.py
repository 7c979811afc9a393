"""A quotation is found in the call character by character, or refused with the nearest line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.event.call import Call
from commands.event.quotation import check, locate

CALL = Call.parse(
    "# Call\n\nPapers are due **May 14**.\nPosters are A0.\n\n## Topics\n\n* rivers\n* floods\n"
)


def test_a_quotation_is_found_with_its_heading_and_line() -> None:
    quotation = locate(CALL, "due **May 14**")
    assert (quotation.text, quotation.section, quotation.line) == ("due **May 14**", "Call", 3)
    assert locate(CALL, "floods").section == "Topics"


@pytest.mark.parametrize("quotation", ["due May 14", "due **May 15**", "papers are due", " "])
def test_anything_else_is_refused(quotation: str) -> None:
    with pytest.raises(UserError):
        check(CALL, quotation)


def test_a_refusal_shows_the_nearest_line() -> None:
    with pytest.raises(UserError, match=r"“Papers are due May 14”.*line 3.*\*\*May 14\*\*"):
        check(CALL, "Papers are due May 14")


@given(st.integers(0, len(CALL.text)), st.integers(1, 30))
def test_every_piece_of_the_call_is_a_quotation(start: int, size: int) -> None:
    piece = CALL.text[start : start + size]
    if piece.strip():
        assert CALL.text.split("\n")[locate(CALL, piece).line - 1].startswith(piece.split("\n")[0][:0])
