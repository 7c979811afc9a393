"""A question on which the call is silent, until everyone knows the answer."""

from tests.commands.questions.desk import BEA, SILENT, STATED, Desk, button, buttons, heading, words
from tests.doubles import AUTHOR, ORGANISER


async def test_a_silence_can_be_handed_on_and_a_statement_need_not_be(desk: Desk) -> None:
    assert [each.label for each in buttons(await desk.ask(SILENT))] == ["Ask the organisers"]
    stated = [each.label for each in buttons(await desk.ask(STATED))]
    assert stated == ["Helpful", "Not helpful", "Share"]


async def test_what_is_not_about_the_call_goes_to_nobody(desk: Desk) -> None:
    assert buttons(await desk.ask("tell me a joke")) == []


async def test_the_organisers_read_the_question_without_a_name(desk: Desk) -> None:
    sent = await desk.hand_on()
    (card,) = await desk.sent_to("organisers")
    assert heading(sent) == "Sent to the organisers"
    assert SILENT in words(card)
    assert "Ada" not in words(card)


async def test_who_allows_it_is_named(desk: Desk) -> None:
    await desk.hand_on(show_name=True)
    (card,) = await desk.sent_to("organisers")
    shown = await desk.run("questions", ORGANISER, number=1)
    assert "Asked by Ada." in words(card)
    assert "Ada" in words(shown)


async def test_the_dialog_opens_with_the_question_as_it_was_understood(desk: Desk) -> None:
    await desk.ask("When is the camera-ready version due?")
    asked = await desk.ask("and for the abstract?")
    press = button(asked, "Ask the organisers").press
    opened = await desk.dispatcher.prefilled(press.name, AUTHOR, press.options)
    assert "abstract" in str(opened["question"])
    assert "due" in str(opened["question"])


async def test_the_question_can_be_put_in_other_words(desk: Desk) -> None:
    asked = await desk.ask(SILENT)
    await desk.press(asked, "Ask the organisers", question="Will we have posters, and how large?")
    (card,) = await desk.sent_to("organisers")
    assert "how large?" in words(card)
    assert SILENT not in words(card)


async def test_the_asker_is_told_the_answer_with_who_set_it(desk: Desk) -> None:
    await desk.hand_on()
    answered = await desk.decide("answer", number=1, text="Yes, on both days.")
    (told,) = await desk.sent_to("ada")
    assert "One person is told" in words(answered)
    assert heading(told) == "The organisers answered your question"
    assert "Yes, on both days." in words(told)
    assert "Set by the organisers: Grace" in words(told)


async def test_the_next_asker_gets_the_answer_also_after_a_restart(desk: Desk) -> None:
    await desk.hand_on()
    await desk.decide("answer", number=1, text="Yes, on both days.")
    desk.restart()
    asked = await desk.ask("will there be a poster session?", BEA)
    assert heading(asked) == "The organisers say"
    assert "Yes, on both days." in words(asked)
    assert SILENT in words(asked)
    assert await desk.sent_to("bea") == []


async def test_an_answer_may_rest_on_words_of_the_call(desk: Desk) -> None:
    await desk.hand_on()
    line = next(line for line in desk.services.event.call.lines if len(line) > 80)
    await desk.decide("answer", number=1, text="The call says so.", quote=line[:60])
    asked = await desk.ask(SILENT, BEA)
    assert "Quote(" in words(asked)
    assert "Answered for the organisers by Grace" in words(asked)


async def test_words_that_the_call_does_not_hold_are_refused_at_their_field(desk: Desk) -> None:
    await desk.hand_on()
    refused = await desk.decide("answer", number=1, text="Yes.", quote="Posters are welcome.")
    assert (refused.outcome, refused.field) == ("refused", "quote")
    assert await desk.sent_to("ada") == []


async def test_a_question_in_the_same_words_waits_once_for_all_who_asked(desk: Desk) -> None:
    await desk.hand_on()
    await desk.hand_on("is there a poster session", BEA)
    listed = await desk.run("questions", ORGANISER)
    assert len(await desk.sent_to("organisers")) == 1
    assert heading(listed) == "One question waits for an answer"
    assert "2 people" in words(listed)
    await desk.decide("answer", number=1, text="Yes.")
    assert len(await desk.sent_to("ada")) == len(await desk.sent_to("bea")) == 1


async def test_pressing_twice_hands_on_once(desk: Desk) -> None:
    asked = await desk.ask(SILENT)
    await desk.press(asked, "Ask the organisers", question=SILENT)
    again = await desk.press(asked, "Ask the organisers", question="Is there a banquet?")
    assert again.outcome == "refused"
    assert "have this question already" in heading(again)
    assert len(await desk.sent_to("organisers")) == 1


async def test_only_the_asker_can_hand_a_question_on(desk: Desk) -> None:
    asked = await desk.ask(SILENT)
    others = await desk.press(asked, "Ask the organisers", BEA, question=SILENT)
    assert others.outcome == "refused"
    assert await desk.sent_to("organisers") == []
