"""What an asker can do with an answer, and what one question has to do with the next."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.core.reply import Paragraph, Strong, line
from storage import questions
from storage.errors import StoreError
from storage.questions import Question
from storage.store import Store
from tests.commands.questions.desk import BEA, SILENT, STATED, Desk, buttons, heading, words
from tests.doubles import AUTHOR, ORGANISER


async def test_a_follow_up_is_understood_from_the_question_before(desk: Desk) -> None:
    await desk.ask(STATED)
    desk.later(minutes=9)
    followed = await desk.ask("and a long one?")
    assert "Understood as: " in words(followed)
    assert "long" in words(followed)


async def test_after_a_while_a_question_stands_alone(desk: Desk) -> None:
    await desk.ask(STATED)
    desk.later(minutes=11)
    assert "Understood as: " not in words(await desk.ask("and a long one?"))


async def test_nobody_goes_on_from_somebody_elses_question_or_another_channel(desk: Desk) -> None:
    await desk.ask(STATED)
    elsewhere = replace(AUTHOR, place=replace(AUTHOR.place, channel="announcements"))
    for caller in (BEA, elsewhere):
        assert "Understood as: " not in words(await desk.ask("and a long one?", caller))


async def test_several_questions_put_at_once_are_answered_each_by_itself(desk: Desk) -> None:
    said = await desk.ask(f"Hi! {STATED} And when are papers due? Thanks!")
    offered = ("Helpful", "Not helpful", "Share")
    assert [each.label for each in buttons(said)] == [
        f"{number}: {each}" for number in (1, 2) for each in offered
    ]
    length, date = words(said).split("Understood as: ")[1:]
    assert "4 page" in length
    assert "August 22" in date


async def test_what_one_answer_answers_is_told_once_and_what_is_beside_the_point_not_at_all(
    desk: Desk,
) -> None:
    said = await desk.ask("How are you doing today? When is the paper deadline? When are papers due exactly?")
    assert words(said).count("Heading(") == 1
    assert heading(said) == "The call says"


async def test_an_answer_can_be_shared_with_everyone_by_its_asker_alone(desk: Desk) -> None:
    asked = await desk.ask(STATED)
    refused = await desk.press(asked, "Share", BEA)
    shared = await desk.press(asked, "Share")
    assert (refused.outcome, refused.private) == ("refused", True)
    assert (shared.outcome, shared.private) == ("done", False)
    assert "Ada asked: " in words(shared)
    assert "Quote(" in words(shared)
    assert buttons(shared) == []
    assert heading(await desk.press(asked, "Share")) == "You shared this answer already."


async def test_a_vote_is_counted_once_a_person_and_answer_and_the_last_one_counts(desk: Desk) -> None:
    asked = await desk.ask(STATED)
    await desk.press(asked, "Helpful")
    await desk.press(asked, "Not helpful")
    await desk.press(await desk.ask(STATED), "Not helpful")
    await desk.press(await desk.ask(STATED, BEA), "Helpful", BEA)
    assert "not helpful 1 of 2 times" in words(await desk.run("questions", ORGANISER))


async def test_a_vote_changes_no_answer(desk: Desk) -> None:
    asked = await desk.ask(STATED)
    await desk.press(asked, "Not helpful")
    assert words(await desk.ask(STATED, BEA)) == words(asked)


async def test_whom_an_answer_did_not_help_can_ask_the_organisers(desk: Desk) -> None:
    poor = await desk.press(await desk.ask(STATED), "Not helpful")
    sent = await desk.press(poor, "Ask the organisers", question="May a short paper have 5 pages, once?")
    assert heading(sent) == "Sent to the organisers"


async def test_organisers_see_what_is_missed_most_but_nobodys_words(desk: Desk) -> None:
    await desk.ask("When is the camera-ready version due, dear Grace?")
    await desk.ask("camera-ready date", BEA)
    shown = words(await desk.run("questions", ORGANISER))
    assert "asked 2 times" in shown
    assert "dear Grace" not in shown


async def test_mentioned_in_public_usher_answers_in_public(desk: Desk) -> None:
    answered = await desk.run("ask aloud", question=STATED)
    assert not answered.private
    assert [each.label for each in buttons(answered)] == ["Helpful", "Not helpful"]


async def test_without_a_store_the_call_still_answers(desk: Desk) -> None:
    class Gone(Store):
        def __init__(self) -> None:
            pass

        def begin(self) -> None:  # type: ignore[override]  # it never gets as far as a unit of work
            raise StoreError("the disk is full")

        reading = begin  # type: ignore[assignment]  # likewise

    desk.services = replace(desk.services, store=Gone())
    desk.restart()
    asked = await desk.ask(STATED)
    assert heading(asked) == "The call says"
    assert buttons(asked) == []


async def test_commands_behind_buttons_are_in_no_list(desk: Desk) -> None:
    listed = words(await desk.run("help"))
    assert "/ask" in listed
    assert "/ask share" not in listed


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=WORDS, answered=WORDS)
async def test_whatever_is_typed_arrives_as_it_was_typed(desk: Desk, asked: str, answered: str) -> None:
    sent = await desk.press(await desk.ask(SILENT), "Ask the organisers", question=asked)
    if sent.outcome != "done":
        assert not asked.strip()
        return
    number = max(item.id for item in await waiting(desk))
    decided = await desk.decide("answer", number=number, text=answered)
    assert (decided.outcome == "done") == bool(answered.strip())
    if decided.outcome == "done":
        told = (await desk.sent_to("ada"))[-1]
        assert Paragraph(line(f"You asked: “{asked.strip()}”")) in told.blocks
        assert Paragraph(line(Strong(answered.strip()))) in told.blocks


async def waiting(desk: Desk) -> tuple[Question, ...]:
    async with desk.services.store.reading() as transaction:
        return await questions.waiting(transaction)
