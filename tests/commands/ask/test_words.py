"""Questions are read as words, groups of words and their neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.ask.words import features, fold, tokens


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("the final version", "camera"),
        ("CAMERA-READY", "camera"),
        ("¿fecha límite?", "deadline"),
        ("締め切りはいつ", "deadline"),
        ("nine and a half pages", "number of pages"),
        ("by Aug 22", "day named"),
    ],
)
def test_a_turn_of_phrase_belongs_to_its_group(text: str, group: str) -> None:
    assert f"g:{group}" in features(text)


def test_short_forms_are_spelled_out() -> None:
    assert tokens("r u open b4 may") == tokens("are you open before may")


def test_accents_and_case_do_not_matter() -> None:
    assert fold("PÁGINAS Größe’s") == "paginas grosse's"


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(weight > 0 for weight in features(text).values())
