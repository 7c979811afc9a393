"""Nothing leaves before it is confirmed, as it was seen, by those who may; and then it leaves once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.on_discord.as_text import as_text
from commands.account import account_of
from commands.core.person import Caller, Permission
from storage import reviewers
from storage.people import person_of
from tests.commands.announce.desk import ALAN, GRACE, GROUPS, Desk, buttons
from tests.doubles import SUMMER


async def test_a_confirmed_one_goes_to_each_place_with_its_mentions_and_its_sender(desk: Desk) -> None:
    reply = await desk.writes(mentions=("here",))
    said = await desk.presses(GRACE, buttons(reply)["Confirm"])
    assert "Announcement 1 is on its way" in said
    ((post, outcomes),) = await desk.posts()
    assert (post.sender, post.mentions) == ("Grace", ("here",))
    assert [outcome.target.id for outcome in outcomes] == ["100", "C100"]
    assert await desk.delivers() == ["discord:100", "slack:C100"]


async def test_one_for_later_waits_for_its_time(desk: Desk) -> None:
    await desk.writes(at="in 2 h")
    assert "Announcement 1 is planned" in await desk.does(GRACE, "confirm", number=1, revision=1)
    assert await desk.delivers() == []
    desk.passes(timedelta(hours=2))
    assert await desk.delivers() == ["discord:100", "slack:C100"]


async def test_pressing_twice_sends_once(desk: Desk) -> None:
    await desk.writes()
    await desk.does(GRACE, "confirm", number=1, revision=1)
    for person in (GRACE, ALAN):
        said = await desk.does(person, "confirm", number=1, revision=1)
        assert "was confirmed already; it goes out once" in said
    assert len(await desk.posts()) == 1


async def test_presses_at_the_same_moment_send_once(desk: Desk) -> None:
    code = buttons(await desk.writes())["Confirm"]
    told = await asyncio.gather(*(desk.presses(person, code) for person in (GRACE, ALAN, GRACE, ALAN)))
    assert sum("is on its way" in said for said in told) == 1
    assert sum("was confirmed already" in said for said in told) == 3
    assert len(await desk.posts()) == 1


async def test_a_first_and_a_second_press_at_the_same_moment_are_both_heard(pair: Desk) -> None:
    code = buttons(await pair.writes())["Confirm"]
    told = await asyncio.gather(*(pair.presses(person, code) for person in (GRACE, ALAN)))
    assert sum("is on its way" in said for said in told) == 1
    assert sum("another organiser must too" in said for said in told) == 1
    assert len(await pair.posts()) == 1


async def test_an_old_button_does_not_confirm_what_was_changed_since(desk: Desk) -> None:
    old = buttons(await desk.writes())["Confirm"]
    await desk.does(ALAN, "edit", number=1, title="Hello", text="Something else", to=("everyone",))
    assert "was changed meanwhile, so that is not what you saw" in await desk.presses(GRACE, old)
    assert await desk.posts() == []


async def test_an_old_button_fits_nothing_after_a_change_was_discarded_either(desk: Desk) -> None:
    await desk.writes(at="in 2 h")
    await desk.does(GRACE, "confirm", number=1, revision=1)
    changed = await desk.answer(ALAN, "edit", number=1, title="Bad", text="Bad", to=("everyone",))
    codes = buttons(changed.reply)
    assert "what was confirmed before stays" in await desk.presses(ALAN, codes["Discard"])
    assert "was changed meanwhile" in await desk.presses(GRACE, codes["Confirm"])
    assert [post.title for post, _ in await desk.posts()] == ["Hello"]
    assert await desk.states() == [["planned", "planned"]]


async def test_an_organiser_who_is_none_any_more_confirms_nothing(desk: Desk) -> None:
    code = buttons(await desk.writes())["Confirm"]
    former = replace(GRACE, person=replace(GRACE.person, permissions=frozenset({Permission.EVERYONE})))
    assert "is for organisers only" in await desk.presses(former, code)
    assert await desk.posts() == []


async def test_a_change_of_what_is_planned_takes_its_place(desk: Desk) -> None:
    await desk.writes(at="in 2 h")
    await desk.does(GRACE, "confirm", number=1, revision=1)
    changed = await desk.answer(
        GRACE, "edit", number=1, title="New", text="New", to=("reviewers",), at="in 3 h"
    )
    assert "what was confirmed before stays planned until this is confirmed" in as_text(changed.reply)
    await desk.presses(GRACE, buttons(changed.reply)["Confirm"])
    assert await desk.states() == [["cancelled", "cancelled"], ["planned"]]


async def test_a_change_of_what_was_sent_changes_every_copy_in_place(desk: Desk) -> None:
    await desk.writes()
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers()
    changed = await desk.answer(GRACE, "edit", number=1, title="Hello", text="Corrected", to=("everyone",))
    assert "the copies that were sent stay as they are until this is confirmed" in as_text(changed.reply)
    assert await desk.delivers() == []
    said = await desk.presses(GRACE, buttons(changed.reply)["Confirm"])
    assert "is being changed in every place" in said
    ((post, _),) = await desk.posts()
    assert "Corrected" in as_text(post.reply)
    assert await desk.delivers() == ["discord:100", "slack:C100"]


async def test_what_was_sent_can_not_go_elsewhere(desk: Desk) -> None:
    await desk.writes()
    await desk.does(GRACE, "confirm", number=1, revision=1)
    await desk.delivers()
    answer = await desk.answer(GRACE, "edit", number=1, title="Hello", text="New", to=("reviewers",))
    assert (answer.outcome, answer.field) == ("refused", "to")


async def test_a_discarded_one_is_gone(desk: Desk) -> None:
    codes = buttons(await desk.writes())
    assert "Announcement 1 is discarded" in await desk.presses(GRACE, codes["Discard"])
    assert "was discarded" in await desk.presses(GRACE, codes["Confirm"])
    assert "There are no announcements yet" in await desk.does(GRACE, "list")
    assert await desk.posts() == []


async def test_where_two_must_confirm_the_first_leads_to_a_card_for_the_others(pair: Desk) -> None:
    codes = buttons(await pair.writes())
    said = await pair.presses(GRACE, codes["Confirm"])
    assert "You have confirmed it; another organiser must too" in said
    assert await pair.posts() == []
    ((card, outcomes),) = await pair.posts("notice")
    assert [outcome.target.id for outcome in outcomes] == [to.id for to in GROUPS["organisers"]]
    assert "Two organisers must confirm it. Grace did; another must too." in as_text(card.reply)
    assert "We are open." in as_text(card.reply)
    assert "on its way" in await pair.presses(ALAN, buttons(card.reply)["Confirm"])
    assert await pair.states() == [["planned", "planned"]]


async def test_the_same_organiser_is_not_the_second_one(pair: Desk) -> None:
    code = buttons(await pair.writes())["Confirm"]
    await pair.presses(GRACE, code)
    said = await pair.presses(GRACE, code)
    assert "You have confirmed it. Now another organiser must confirm it too." in said
    assert await pair.posts() == []
    assert len(await pair.posts("notice")) == 1


async def test_a_change_needs_both_again(pair: Desk) -> None:
    await pair.writes()
    await pair.does(GRACE, "confirm", number=1, revision=1)
    await pair.does(ALAN, "edit", number=1, title="Hello", text="Other words", to=("everyone",))
    assert "another organiser must too" in await pair.does(ALAN, "confirm", number=1, revision=2)
    assert await pair.posts() == []
    await pair.does(GRACE, "confirm", number=1, revision=2)
    assert len(await pair.posts()) == 1


async def test_one_human_with_two_accounts_does_not_confirm_twice_as_far_as_that_is_known(pair: Desk) -> None:
    await pair.writes()
    assert "another organiser must too" in await pair.does(GRACE, "confirm", number=1, revision=1)
    for caller, profile in ((GRACE, "~Grace_Hopper1"), (ALAN, "~grace_hopper1")):
        await signed_up(pair, caller, profile)
    said = await pair.does(ALAN, "confirm", number=1, revision=1)
    assert "signed up as a reviewer with your OpenReview profile" in said
    assert await pair.posts() == []
    await signed_up(pair, ALAN, "~Alan_Turing1")
    assert "is on its way" in await pair.does(ALAN, "confirm", number=1, revision=1)


async def signed_up(desk: Desk, caller: Caller, profile: str) -> None:
    """As somebody who volunteered with that profile."""
    async with desk.services.store.begin() as transaction:
        person = await person_of(transaction, account_of(caller), SUMMER)
        await reviewers.remove(transaction, person)
        mine = reviewers.SignUp(person, "signed", SUMMER, SUMMER, SUMMER, SUMMER)
        mine = replace(mine, email=f"{person}@example.org", openreview=profile)
        assert await reviewers.add(transaction, mine)
