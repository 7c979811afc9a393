"""What organisers do with a question beside answering it, and that nobody else can."""

import pytest

from commands.core.invocation import Raw
from storage import audit
from tests.commands.questions.desk import BEA, SILENT, Desk, buttons, heading, words
from tests.doubles import AUTHOR, ORGANISER

BANQUET = "Will there be a banquet?"


async def test_whoever_is_no_organiser_is_refused_on_every_path(desk: Desk) -> None:
    await desk.hand_on()
    await desk.hand_on(BANQUET, BEA)
    deeds: tuple[tuple[str, dict[str, Raw]], ...] = (
        ("questions", {}),
        ("questions", {"number": 1}),
        ("questions answer", {"number": 1, "text": "No."}),
        ("questions merge", {"number": 2, "into": 1}),
        ("questions dismiss", {"number": 1, "reason": "No."}),
    )
    for name, options in deeds:
        refused = await desk.run(name, AUTHOR, **options)
        assert refused.outcome == "refused"
        assert "for organisers only" in heading(refused)
    assert await desk.dispatcher.prefilled("questions answer", AUTHOR, {"number": "1"}) == {}
    assert heading(await desk.run("questions", ORGANISER)) == "2 questions wait for an answer"


async def test_merged_askers_get_the_answer_of_the_other_question(desk: Desk) -> None:
    await desk.hand_on()
    await desk.hand_on("Do we hang up posters?", BEA)
    await desk.decide("merge", number=2, into=1)
    assert heading(await desk.run("questions", ORGANISER)) == "One question waits for an answer"
    await desk.decide("answer", number=1, text="Yes.")
    assert "Yes." in words((await desk.sent_to("bea"))[0])


async def test_merging_into_an_answered_question_tells_its_answer_at_once(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text="Yes.")
    await desk.hand_on(BANQUET, BEA)
    merged = await desk.decide("merge", number=2, into=1)
    assert "One person is told" in words(merged)
    assert "Yes." in words((await desk.sent_to("bea"))[0])
    assert len(await desk.sent_to("ada")) == 1


async def test_a_question_is_found_by_the_words_of_those_merged_into_it(desk: Desk) -> None:
    await desk.hand_on()
    await desk.hand_on(BANQUET, BEA)
    await desk.decide("merge", number=2, into=1)
    await desk.decide("answer", number=1, text="There is both.")
    assert "There is both." in words(await desk.ask("will there be a banquet"))


async def test_a_dismissed_question_is_gone_and_its_asker_knows_why(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("dismiss", number=1, reason="The conference decides that.")
    (told,) = await desk.sent_to("ada")
    assert heading(told) == "The organisers will not answer your question"
    assert "The conference decides that." in words(told)
    assert heading(await desk.run("questions", ORGANISER)) == "No question waits for an answer"
    assert heading(await desk.ask(SILENT, BEA)) == "The call does not say this"


async def test_a_dismissed_question_can_still_be_answered(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("dismiss", number=1, reason="Not yet.")
    await desk.decide("answer", number=1, text="Yes.")
    assert heading((await desk.sent_to("ada"))[-1]) == "The organisers answered your question"


@pytest.mark.parametrize(
    ("deed", "options", "said"),
    [
        ("answer", {"number": 7, "text": "Yes."}, "There is no question 7."),
        ("answer", {"number": 1, "text": "  "}, "Write an answer."),
        ("merge", {"number": 1, "into": 1}, "can't be merged into itself"),
        ("merge", {"number": 1, "into": 7}, "There is no question 7."),
        ("merge", {"number": 1, "into": 2}, "Question 2 is dismissed"),
        ("dismiss", {"number": 1, "reason": " "}, "Write a reason"),
        ("dismiss", {"number": 2, "reason": "Again."}, "was decided meanwhile, by Grace"),
        ("answer", {"number": 3, "text": "Yes."}, "Question 3 was merged into question 1."),
        ("answer", {"number": 10**12, "text": "Yes."}, "out of all bounds"),
    ],
)
async def test_what_can_not_be_done_is_refused_in_words(
    desk: Desk, deed: str, options: dict[str, Raw], said: str
) -> None:
    await desk.hand_on()
    await desk.hand_on(BANQUET)
    await desk.hand_on("Is there a prize for posters?")
    await desk.decide("dismiss", number=2, reason="No.")
    await desk.decide("merge", number=3, into=1)
    refused = await desk.decide(deed, ORGANISER, **options)
    assert refused.outcome == "refused"
    assert said in heading(refused)


async def test_each_state_offers_what_can_be_done_in_it(desk: Desk) -> None:
    async def offered(number: int) -> list[str]:
        return [each.label for each in buttons(await desk.run("questions", ORGANISER, number=number))]

    await desk.hand_on()
    await desk.hand_on(BANQUET)
    assert await offered(1) == ["Answer", "Merge", "Dismiss", "All questions"]
    await desk.decide("merge", number=2, into=1)
    assert await offered(2) == ["Open 1", "All questions"]
    await desk.decide("answer", number=1, text="Yes.")
    assert await offered(1) == ["Correct", "All questions"]


async def test_every_decision_is_written_down(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text="Yes.")
    await desk.decide("answer", number=1, text="No.")
    async with desk.services.store.reading() as transaction:
        entries = await audit.read(transaction, "question 1")
    assert [(entry.actor, entry.action, entry.detail) for entry in entries] == [
        ("Grace", "corrected", "No."),
        ("Grace", "answered", "Yes."),
    ]
