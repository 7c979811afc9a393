"""A corrected answer reaches everyone who got the old one, once."""

from commands.ask.command import ask
from commands.core.context import Context
from tests.commands.questions.desk import ALAN, BEA, SILENT, STATED, Desk, button, heading, words
from tests.doubles import ORGANISER

OLD, NEW = "Yes, on both days.", "Only on the second day."


async def answered(desk: Desk) -> None:
    """Ada asked the organisers; Bea got their answer from Usher."""
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    await desk.ask(SILENT, BEA)


async def test_everyone_who_got_the_old_answer_is_told_with_the_old_one_struck_through(desk: Desk) -> None:
    await answered(desk)
    corrected = await desk.decide("answer", number=1, text=NEW)
    assert heading(corrected) == "Question 1 is corrected"
    assert "2 people are told" in words(corrected)
    for person in ("ada", "bea"):
        told = (await desk.sent_to(person))[-1]
        assert heading(told) == "The organisers corrected an answer that you got"
        assert f"Struck(text='{OLD}')" in words(told)
        assert NEW in words(told)


async def test_where_the_old_answer_was_shared_the_correction_follows(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    await desk.press(await desk.ask(SILENT, BEA), "Share", BEA)
    await desk.decide("answer", number=1, text=NEW)
    (told,) = await desk.sent_to("general")
    assert heading(told) == "The organisers corrected an answer that was given here"
    assert f"Struck(text='{OLD}')" in words(told)
    assert NEW in words(told)


async def test_what_was_shared_as_it_is_now_is_not_corrected_again(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    got = await desk.ask(SILENT, BEA)
    await desk.decide("answer", number=1, text=NEW)
    await desk.press(got, "Share", BEA)
    other = await desk.hand_on("Will the posters be judged?", BEA)
    assert other.outcome == "done"
    await desk.decide("merge", number=2, into=1)
    assert await desk.sent_to("general") == []


async def test_where_nobody_else_saw_it_nothing_is_said_aloud(desk: Desk) -> None:
    await answered(desk)
    await desk.decide("answer", number=1, text=NEW)
    assert await desk.sent_to("general") == []


async def test_where_usher_was_mentioned_the_correction_follows(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    await desk.run("ask aloud", BEA, question=SILENT)
    await desk.decide("answer", number=1, text=NEW)
    await desk.decide("answer", number=1, text="On no day.")
    assert len(await desk.sent_to("general")) == 2


async def test_each_correction_is_told_once(desk: Desk) -> None:
    await answered(desk)
    await desk.decide("answer", number=1, text=NEW)
    again = await desk.decide("answer", number=1, text=NEW)
    assert (again.outcome, again.field) == ("refused", "text")
    assert len(await desk.sent_to("bea")) == 1
    await desk.decide("answer", number=1, text="On no day.")
    assert len(await desk.sent_to("bea")) == 2


async def test_who_asks_after_the_correction_is_told_nothing_more(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    await desk.decide("answer", number=1, text=NEW)
    asked = await desk.ask(SILENT, BEA)
    assert NEW in words(asked)
    assert OLD not in words(asked)
    assert await desk.sent_to("bea") == []


async def test_the_dialog_opens_with_the_answer_that_is_corrected(desk: Desk) -> None:
    await answered(desk)
    shown = await desk.run("questions", ORGANISER, number=1)
    press = button(shown, "Correct").press
    opened = await desk.dispatcher.prefilled(press.name, ORGANISER, press.options)
    assert (opened["text"], opened["quote"], opened["version"]) == (OLD, "", 1)


async def test_of_two_organisers_the_second_is_told_what_the_first_answered(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD, version=0)
    late = await desk.decide("answer", ALAN, number=1, text=NEW, version=0)
    assert late.outcome == "refused"
    assert "by Grace" in heading(late)
    assert OLD in heading(late)
    assert len(await desk.sent_to("ada")) == 1


async def test_who_is_answered_while_it_is_corrected_is_told_too(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text=OLD)
    await desk.ask(STATED, BEA)
    as_it_was = desk.dispatcher.services
    await desk.decide("answer", number=1, text=NEW)
    late = await ask.run(Context(BEA, desk.clock.now(), as_it_was), SILENT)
    assert OLD in words(late)
    (told,) = await desk.sent_to("bea")
    assert f"Struck(text='{OLD}')" in words(told)
    assert NEW in words(told)
