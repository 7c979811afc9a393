"""A volunteer signs up, mistypes, corrects, changes, withdraws and signs up again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from commands.core.reply import File
from storage import outbox, reviewers
from tests.commands.reviewers.conftest import ADA, ADA_ON_SLACK, ANSWERS, IDA, Desk, told, volunteer


async def test_a_volunteer_signs_up_and_gets_something_to_keep(desk: Desk) -> None:
    form = await desk.opens()
    answer = await desk.submits(form, **ANSWERS, conflict_domains="MIT.edu, ada@openai.com")
    assert answer.private
    said = told(answer)
    assert "You are signed up as a reviewer" in said
    assert "OpenReview profile: ~Ada_Lovelace1" in said
    assert "Papers at most: 3" in said
    assert "Conflict domains: mit.edu, openai.com" in said
    (kept,) = [block for block in answer.reply.blocks if isinstance(block, File)]
    assert "E-mail: ada@example.org" in bytes(kept.content).decode()


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("email", "ada@gmial.com", "Did you mean ada@gmail.com?"),
        ("openreview", "~Ada_Lovelace", "ends in a number"),
        ("conflict_domains", "Oxford", "is no domain"),
        ("topics", (), "at least one topic"),
        ("consent", "no", "Without your consent"),
        ("name", "...", "is no name"),
        ("load", "70", "can't be"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_kept(
    desk: Desk, field: str, typed: str | tuple[str, ...], wrong: str
) -> None:
    answer = await desk.submits(await desk.opens(), **{**ANSWERS, field: typed})
    assert (answer.outcome, answer.field) == ("refused", field)
    assert wrong in told(answer)
    assert "have not signed up" in told(await desk.call("review-signup show"))


async def test_the_form_opens_with_what_was_answered(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS, load="5", first_author="yes")
    form = await desk.opens()
    assert form["name"] == "Ada Lovelace"
    assert form["topics"] == ("Basic science",)
    assert form["load"] == "5"
    assert form["first_author"] is True
    assert form["consent"] is True


async def test_a_field_emptied_in_the_form_is_empty_and_one_left_out_of_a_typed_command_stays(
    desk: Desk,
) -> None:
    await desk.submits(await desk.opens(), **ANSWERS, conflict_domains="mit.edu")
    assert "mit.edu" in told(await desk.call("review-signup", ANSWERS))
    emptied = {name: value for name, value in (await desk.opens()).items() if name != "conflict_domains"}
    assert "mit.edu" not in told(await desk.submits(emptied))


async def test_new_words_of_consent_are_asked_for_again(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS)
    desk.organise(consent="I agree that the organisers and the chairs see my answers.", consent_version="2")
    form = await desk.opens()
    assert form["consent"] is False
    assert "(version 2)" in told(await desk.submits(form, consent="yes"))


async def test_the_same_form_sent_twice_at_once_is_one_sign_up(desk: Desk) -> None:
    form = await desk.opens()
    answers = await asyncio.gather(*(desk.submits(form, **ANSWERS) for _ in range(2)))
    assert [answer.outcome for answer in answers] == ["done", "done"]
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 1


async def test_the_same_e_mail_from_two_people_at_once_is_one_sign_up(desk: Desk) -> None:
    answers = await asyncio.gather(
        *(desk.call("review-signup", {**ANSWERS, "version": 0}, who) for who in (ADA, IDA))
    )
    refused = next(answer for answer in answers if answer.outcome == "refused")
    assert refused.field == "email"
    assert "/review-signup code there" in told(refused)
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 1


async def test_of_two_devices_the_second_is_told_what_the_first_changed_and_may_insist(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS)
    phone, laptop = await desk.opens(), await desk.opens()
    await desk.submits(phone, load="5")
    refused = await desk.submits(laptop, load="1")
    assert refused.outcome == "refused"
    assert "papers (5 there, 1 here)" in told(refused)
    assert "Papers at most: 5" in told(await desk.call("review-signup show"))
    again = await desk.dispatcher.prefilled("review-signup", ADA, {**laptop, "load": "1"})
    assert "Papers at most: 1" in told(await desk.submits(again))


async def test_who_withdraws_is_erased_and_may_sign_up_again(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS)
    await desk.call("review-signup show")
    assert "You have withdrawn" in told(await desk.press("Withdraw"))
    assert "email" not in await desk.opens()
    assert "nothing to withdraw" in told(await desk.call("review-signup withdraw"))
    assert "You are signed up" in told(await desk.submits(await desk.opens(), **ANSWERS))


async def test_who_withdrew_here_may_sign_up_there(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS)
    await desk.call("review-signup withdraw")
    there = await desk.submits(await desk.opens(ADA_ON_SLACK), ADA_ON_SLACK, **ANSWERS)
    assert "You are signed up" in told(there)


async def test_nobody_signs_up_before_or_after_but_who_has_can_still_change(desk: Desk) -> None:
    await desk.submits(await desk.opens(), **ANSWERS)
    desk.organise(closes=desk.clock.at - timedelta(days=1))
    late = await desk.call("review-signup", {**ANSWERS, "email": "ida@example.org"}, IDA)
    assert "Sign-up closed on July 31, 2025 at 12:00 (UTC)" in told(late)
    assert "Papers at most: 5" in told(await desk.submits(await desk.opens(), load="5"))
    desk.organise(opens=desk.clock.at + timedelta(days=1), closes=None)
    early = await desk.call("review-signup", {**ANSWERS, "email": "ida@example.org"}, IDA)
    assert "Sign-up opens on August 2, 2025" in told(early)


async def test_beyond_the_places_people_wait_and_the_first_gets_a_place_that_becomes_free(desk: Desk) -> None:
    desk.organise(places=1)
    await desk.signs_up(ADA)
    eda = volunteer("eda")
    assert "You are number 1 on the waiting list" in told(await desk.signs_up(IDA))
    desk.clock.at += timedelta(minutes=1)
    assert "You are number 2 on the waiting list" in told(await desk.signs_up(eda))
    await desk.call("review-signup withdraw")
    assert "You are signed up" in told(await desk.call("review-signup show", who=IDA))
    assert "number 1 on the waiting list" in told(await desk.call("review-signup show", who=eda))
    async with desk.store.begin() as transaction:
        assert sum((await outbox.counts(transaction)).values()) == 1


async def test_who_waits_gets_a_new_place_before_who_comes_later(desk: Desk) -> None:
    desk.organise(places=1)
    await desk.signs_up(ADA)
    await desk.signs_up(IDA)
    desk.organise(places=2)
    assert "number 1 on the waiting list" in told(await desk.signs_up(volunteer("eda")))
    assert "You are signed up" in told(await desk.call("review-signup show", who=IDA))


async def test_the_last_place_is_given_once(desk: Desk) -> None:
    desk.organise(places=1)
    await asyncio.gather(*(desk.signs_up(volunteer(f"person{number}")) for number in range(4)))
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 1
        assert await reviewers.count(transaction, "waiting") == 3


async def test_a_first_author_is_noted_without_signing_up(desk: Desk) -> None:
    assert "noted as a (co-)first author" in told(await desk.call("review-signup later"))
    assert (await desk.opens())["first_author"] is True
    assert "You have withdrawn" in told(await desk.press("Take it back"))
    assert "have not signed up" in told(await desk.call("review-signup show"))


async def test_where_nothing_is_set_up_that_is_said_before_anything_is_typed(desk: Desk) -> None:
    desk.live.base = replace(desk.services, event=replace(desk.services.event, reviewing=None))
    desk.live.services = desk.live.base
    assert "take no reviewer sign-ups" in told(await desk.call("review-signup show"))
