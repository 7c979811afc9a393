"""Curated answers are held against the call when they are read."""

import pytest

from commands.ask.answering import answer
from commands.ask.answers import load
from commands.ask.knowledge import read_knowledge
from commands.core.errors import UserError
from commands.event.call import Call

CALL = Call.parse(
    "# Call\n\nPapers are due on **May 14**. Posters are A0.\n\n* Dogs are [welcome](https://example.org).\n"
)
GOOD = """
[[answer]]
name = "deadline"
asked = ["when is it due"]
answer = "On May 14."
quotations = ["due on **May 14**"]
"""


def test_the_answers_that_ship_agree_with_the_call(call: Call, answers_text: str) -> None:
    entries = load(answers_text, call).entries
    assert all(quotation.text in call.text for entry in entries for quotation in entry.quotations)


def test_no_way_of_asking_leads_to_two_kinds_of_answer(call: Call, answers_text: str) -> None:
    kinds: dict[str, set[str]] = {}
    for entry in load(answers_text, call).entries:
        for asked in entry.asked:
            kinds.setdefault(asked, set()).add(entry.kind)
    assert [asked for asked, found in kinds.items() if len(found) > 1] == []


def test_a_quotation_is_shown_as_the_whole_sentence_that_holds_it() -> None:
    (entry,) = load(GOOD, CALL).entries
    assert [(quotation.text, quotation.line) for quotation in entry.quotations] == [
        ("Papers are due on **May 14**.", 3)
    ]


def test_a_curated_line_is_told_with_its_quotation() -> None:
    answered = answer("when is it due?", read_knowledge(CALL, GOOD))
    assert (answered.outcome, answered.answer) == ("stated", "On May 14.")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (GOOD.replace("May 14**", "May 15**"), "“deadline”.*May 15.*line 3"),
        (GOOD.replace('answer = "On May 14."\n', ""), "“deadline” answer"),
        (GOOD + 'colour = "red"\n', "“deadline” colour"),
        (GOOD + 'usual = ["nonsense"]\n', "“deadline” names the usual question “nonsense”"),
        (GOOD.replace("[[answer]]", "[[answers]]"), r"no “answers”\. Did you mean \[\[answer\]\]\?"),
        (
            GOOD + 'usual = ["page limi"]\n',
            r"Did you mean “page limit”.* All of them stand in .*usual\.toml\.$",
        ),
        ("[[answer]\n", "not valid TOML"),
        ('[[answer]]\nname = "x"\nanswer = "y"\nquotations = []\n', "“x” quotations"),
    ],
)
def test_a_wrong_entry_is_named(wrong: str, named: str) -> None:
    with pytest.raises(UserError, match=f"(?s){named}"):
        load(wrong, CALL)


def test_a_silence_is_recognised_where_the_organisers_declare_it() -> None:
    silence = '\n[[silence]]\nname = "dress"\nasked = ["is there a dress code"]\n'
    assert answer("what is the dress code?", read_knowledge(CALL, GOOD + silence)).outcome == "silent"


def place(name: str, asked: str) -> str:
    return f"""
[[answer]]
name = "{name}"
asked = ["{asked}", "what city"]
answer = "Vienna."
quotations = ["Posters are A0"]
"""


@pytest.mark.parametrize("name", ["place", "venue"])
@pytest.mark.parametrize("question", ["where is it held", "Where is it held?", "what city"])
def test_what_organisers_answer_in_these_very_words_goes_before_what_the_call_is_silent_on(
    name: str, question: str
) -> None:
    answered = answer(question, read_knowledge(CALL, GOOD + place(name, "where is it held")))
    assert (answered.outcome, answered.answer) == ("stated", "Vienna.")
