"""E-mail addresses: slips are told, and what may be meant is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.errors import UserError
from commands.reviewers.emails import LIKE_A_SLIP, PROVIDERS, meant_domain, one_slip_apart, read_email

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    "typed",
    ["ada@example.org", " ada.lovelace+usher@cs.example.ac.uk ", "ada@mail.com", "zoë@bücher.example"],
)
def test_a_proper_address_is_taken(typed: str) -> None:
    assert read_email(typed) == typed.strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ada@gmial.com", "ada@gmail.com"),
        ("ada@gmal.com", "ada@gmail.com"),
        ("ada@hotmial.com", "ada@hotmail.com"),
        ("ada@outlok.com", "ada@outlook.com"),
        ("ada@example.con", "ada@example.com"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(UserError, match=f"Did you mean {meant}") as refused:
        read_email(typed)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    "typed", ["ada", "ada@", "@example.org", "ada@example", "a b@example.org", "~Ada_L1"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="is no e-mail address"):
        read_email(typed)


def test_no_large_provider_is_taken_for_a_slip() -> None:
    assert [meant_domain(domain) for domain in (*PROVIDERS, *LIKE_A_SLIP)] == [None] * (
        len(PROVIDERS) + len(LIKE_A_SLIP)
    )


@given(
    st.sampled_from(PROVIDERS),
    st.integers(0, 5),
    LETTERS,
    st.sampled_from(["add", "drop", "swap", "replace"]),
)
def test_any_single_slip_is_seen(domain: str, at: int, letter: str, how: str) -> None:
    typed = {
        "add": domain[:at] + letter + domain[at:],
        "drop": domain[:at] + domain[at + 1 :],
        "swap": domain[:at] + domain[at + 1] + domain[at] + domain[at + 2 :],
        "replace": domain[:at] + letter + domain[at + 1 :],
    }[how]
    assert one_slip_apart(typed, domain) == (typed != domain)
