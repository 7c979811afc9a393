"""OpenReview profiles: what people paste is understood, what is missing is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.reviewers.profiles import is_profile, read_profile


@pytest.mark.parametrize(
    "typed",
    [
        "~Ada_Lovelace1",
        " ~Ada_Lovelace1 ",
        "Ada_Lovelace1",
        "Ada Lovelace1",
        "https://openreview.net/profile?id=~Ada_Lovelace1",
        "openreview.net/profile?id=%7EAda_Lovelace1&referrer=x",
    ],
)
def test_a_profile_is_understood_however_it_was_pasted(typed: str) -> None:
    assert read_profile(typed) == "~Ada_Lovelace1"


@pytest.mark.parametrize("typed", ["~Jean-Luc_O’Neill_Picard12", "~Zoë_Å1", "~J._R._R._Tolkien1", "~Plato3"])
def test_names_of_all_kinds_are_taken(typed: str) -> None:
    assert read_profile(typed) == typed


@pytest.mark.parametrize("typed", ["", "none yet", "None", "n/a", "-"])
def test_no_profile_yet_is_fine(typed: str) -> None:
    assert read_profile(typed) == ""


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("~Ada_Lovelace", "It ends in a number, as in ~Ada_Lovelace1"),
        ("Ada Lovelace", "It ends in a number, as in ~Ada_Lovelace1"),
        ("ada@example.org", "That is an e-mail address"),
        ("~1", "looks like ~First_Last1"),
        ("~Ada__Lovelace1", "looks like ~First_Last1"),
        ("~Ada_Lovelace0", "looks like ~First_Last1"),
        ("https://openreview.net/", "looks like ~First_Last1"),
    ],
)
def test_what_is_wrong_is_told_with_how_to_find_it(typed: str, hint: str) -> None:
    with pytest.raises(UserError, match=hint) as refused:
        read_profile(typed)
    assert refused.value.field == "openreview"
    assert "openreview.net" in str(refused.value)


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_profile_none_or_a_reason(typed: str) -> None:
    try:
        profile = read_profile(typed)
    except UserError:
        return
    assert profile == "" or is_profile(profile)
    assert read_profile(profile) == profile
