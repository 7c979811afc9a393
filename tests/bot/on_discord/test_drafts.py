"""What people typed is there while they need it, and then no more."""

import pytest

from bot.on_discord.drafts import MOST, SECONDS, Drafts, FormCode
from tests.doubles import FixedClock

ADA, GRACE = 1, 2


@pytest.mark.parametrize(
    "custom_id", ["form", "form:0", "form:x:-:ask", "ask?question=form:0:-:ask", "deadline"]
)
def test_other_codes_are_no_forms(custom_id: str) -> None:
    assert FormCode.read(custom_id) is None


def test_a_form_is_known_by_its_code() -> None:
    code = FormCode("enrol", 1, "abc")
    assert FormCode.read(str(code)) == code


def test_a_draft_is_for_whoever_typed_it() -> None:
    drafts = Drafts(FixedClock())
    key = drafts.keep(ADA, {"name": "Ada"})
    assert drafts.find(ADA, key) == {"name": "Ada"}
    assert drafts.find(GRACE, key) == {}
    assert drafts.find(ADA, "other") == {}


def test_what_was_handed_in_is_forgotten_with_all_that_led_to_it() -> None:
    drafts = Drafts(FixedClock())
    keys = [drafts.keep(ADA, {"name": "A"}), drafts.keep(ADA, {"name": "Ada"})]
    other = drafts.keep(GRACE, {"name": "Grace"})
    drafts.forget(ADA)
    assert [drafts.find(ADA, key) for key in keys] == [{}, {}]
    assert drafts.find(GRACE, other) == {"name": "Grace"}


def test_a_draft_is_forgotten_after_an_hour() -> None:
    clock = FixedClock()
    drafts = Drafts(clock)
    key = drafts.keep(ADA, {"name": "Ada"})
    clock.seconds = SECONDS
    assert drafts.find(ADA, key)
    clock.seconds += 1
    assert not drafts.find(ADA, key)


def test_the_oldest_drafts_make_room() -> None:
    drafts = Drafts(FixedClock())
    first, *_, last = [drafts.keep(ADA, {"n": number}) for number in range(MOST + 1)]
    assert not drafts.find(ADA, first)
    assert drafts.find(ADA, last) == {"n": MOST}
