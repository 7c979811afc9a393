"""Buttons: pressed after a restart, by somebody else, on the Home tab."""

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.blocks import texts


async def test_a_button_works_after_a_restart(idle: Stage) -> None:
    async with idle.working():
        await idle.ada.types("/deadline")
        await idle.settled()
    (card,) = idle.ada.sees()
    async with idle.working():
        await idle.ada.presses(card.buttons[0])
        await idle.settled()
    calendar = idle.ada.sees()[-1]
    (file,) = idle.slack.workspace.files.values()
    assert file.name.endswith(".ics")
    assert file.content.startswith(b"BEGIN:VCALENDAR")
    assert file.channel == f"D{idle.ada.id}"
    assert f"<{idle.slack.origin}/view/{file.id}|{file.name}>" in calendar.said


async def test_a_button_for_organisers_is_refused_to_others_each_time(stage: Stage) -> None:
    await stage.grace.types("/show")
    await stage.settled()
    decide = stage.grace.sees()[0].buttons[2]
    await stage.ada.presses(decide)
    await stage.ada.presses(decide)
    await stage.grace.presses(decide)
    await stage.settled()
    told = [reply.said for reply in stage.slack.workspace.posted[1:]]
    assert ["is for organisers only" in said for said in told].count(True) == 2
    assert "🟢 Decided: nothing" in told


async def test_a_button_whose_command_needs_more_says_what_or_opens_its_dialog(stage: Stage) -> None:
    button = {"type": "button", "action_id": "press:0", "value": "enrol"}
    await stage.ada.presses(button)
    await stage.ada.presses({**button, "value": "visit"})
    await stage.settled()
    assert [view["title"]["text"] for view in stage.slack.workspace.views.values()] == [
        "Sign up as a reviewer"
    ]
    assert "/visit needs “town”" in stage.ada.sees()[0].said


async def test_the_home_tab_shows_the_deadlines_in_the_persons_zone(stage: Stage) -> None:
    await stage.ada.deliver("event", stage.ada.opened())
    await stage.settled()
    home = stage.slack.workspace.homes[stage.ada.id]
    assert home["type"] == "home"
    told = "\n".join(texts(home["blocks"]))
    assert "in 21 days" in told
    assert "You have not signed up as a reviewer" in told


async def test_a_button_on_the_home_tab_answers_in_the_direct_messages(stage: Stage) -> None:
    await stage.ada.deliver("event", stage.ada.opened())
    await stage.settled()
    rows = [
        block["elements"]
        for block in stage.slack.workspace.homes[stage.ada.id]["blocks"]
        if block["type"] == "actions"
    ]
    await stage.ada.presses(rows[0][0], at_home=True)
    await stage.settled()
    (answer,) = stage.slack.workspace.posted
    assert answer.channel == f"D{stage.ada.id}"
    assert "add it to your calendar" in answer.said
