"""Conflict domains as people type them."""

import pytest

from commands.core.errors import UserError
from commands.reviewers.conflicts import read_domains


def test_domains_are_taken_out_of_whatever_was_pasted() -> None:
    typed = "MIT.edu, https://www.cs.ox.ac.uk/people; ada@openai.com\nmit.edu bücher.example."
    assert read_domains(typed) == ("mit.edu", "cs.ox.ac.uk", "openai.com", "bücher.example")


def test_nothing_is_no_conflict() -> None:
    assert read_domains("  ") == ()


@pytest.mark.parametrize("typed", ["MIT", "mit.edu, oxford", "-a.org", "a..org", "1.2.3.4"])
def test_what_is_no_domain_is_named(typed: str) -> None:
    with pytest.raises(UserError, match="is no domain") as refused:
        read_domains(typed)
    assert refused.value.field == "conflict_domains"
