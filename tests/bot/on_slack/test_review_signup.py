"""A volunteer on Slack: one dialog, slips beside their fields, edits after a restart, and out again."""

from typing import Any

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.test_forms import block, dialog

ADA = {
    "name": "Ada Lovelace",
    "email": "ada@example.org",
    "openreview": "~Ada_Lovelace1",
    "topics": ["Basic science"],
    "consent": ["yes"],
}


async def signed_up(stage: Stage, **changed: Any) -> str:
    view = await dialog(stage, stage.ada, "/review-signup")
    assert await stage.ada.submits(view, **{**ADA, **changed}) == {}
    await stage.settled()
    return stage.ada.sees()[-1].said


async def press(stage: Stage, label: str) -> None:
    buttons = [button for message in stage.ada.sees() for button in message.buttons]
    await stage.ada.presses(next(each for each in reversed(buttons) if each["text"]["text"] == label))
    await stage.settled()


async def test_one_dialog_asks_everything(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/review-signup")
    asked = {each["block_id"]: each["label"]["text"] for each in view["blocks"]}
    assert asked == {
        "name": "Your name",
        "email": "E-mail",
        "openreview": "OpenReview profile",
        "topics": "Topics",
        "consent": "Consent",
        "load": "How many papers at most",
        "experience": "Experience",
        "first_author": "(Co-)first author",
        "conflict_domains": "Conflict domains",
        "conflict_people": "People in conflict",
    }
    assert block(view, "topics")["optional"] is False
    assert block(view, "consent")["hint"]["text"].endswith("Kept until 2026-03-01.")


async def test_a_slip_is_told_beside_its_field_and_the_dialog_stays(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/review-signup")
    refused = await stage.ada.submits(view, **{**ADA, "email": "ada@gmial.com"})
    assert refused["response_action"] == "errors"
    assert "Did you mean ada@gmail.com?" in refused["errors"]["email"]
    refused = await stage.ada.submits(view, **{**ADA, "consent": []})
    assert list(refused["errors"]) == ["consent"]
    assert await stage.ada.submits(view, **ADA) == {}
    await stage.settled()
    assert "You are signed up as a reviewer" in stage.ada.sees()[0].said


async def test_an_edit_opens_with_what_was_said_also_after_a_restart(idle: Stage) -> None:
    async with idle.working():
        await signed_up(idle, conflict_domains="mit.edu", load="5")
        view = await dialog(idle, idle.ada, "/review-signup")
    async with idle.working():
        assert block(view, "conflict_domains")["element"]["initial_value"] == "mit.edu"
        assert await idle.ada.submits(view, name="Countess Lovelace") == {}
        await idle.settled()
        said = idle.ada.sees()[-1].said
    assert "Countess Lovelace" in said
    assert "mit.edu" in said
    assert "*Papers at most*\n5" in said


async def test_of_two_devices_the_second_hears_of_the_first_and_may_insist(stage: Stage) -> None:
    await signed_up(stage)
    phone = await dialog(stage, stage.ada, "/review-signup")
    laptop = await dialog(stage, stage.ada, "/review-signup")
    await stage.ada.submits(phone, load="5")
    assert await stage.ada.submits(laptop, load="1") == {}
    await stage.settled()
    assert "papers (5 there, 1 here)" in stage.ada.sees()[-1].said
    await stage.ada.presses(stage.ada.sees()[-1].buttons[-1])
    await stage.settled()
    again = list(stage.slack.workspace.views.values())[-1]
    assert block(again, "load")["element"]["initial_option"]["value"] == "1"
    await stage.ada.submits(again)
    await stage.settled()
    assert "*Papers at most*\n1" in stage.ada.sees()[-1].said


async def test_withdrawn_by_one_button_and_back_again(stage: Stage) -> None:
    await signed_up(stage)
    await press(stage, "Withdraw")
    assert "You have withdrawn" in stage.ada.sees()[-1].said
    assert "You are signed up" in await signed_up(stage)


async def test_the_list_is_for_organisers_alone(stage: Stage) -> None:
    await signed_up(stage)
    for typed in ("/reviewers", "/reviewers export"):
        await stage.ada.types(typed)
        await stage.settled()
        assert "is for organisers only" in stage.ada.sees()[-1].said
    await stage.grace.types("/reviewers")
    await stage.settled()
    assert "Reviews offered" in stage.grace.sees()[-1].said
    assert "Basic science\n      1       3     30     10%     10" in stage.grace.sees()[-1].said
    export = next(each for each in stage.grace.sees()[-1].buttons if each["text"]["text"] == "Get the list")
    await stage.ada.presses(export)
    await stage.settled()
    assert "is for organisers only" in stage.ada.sees()[-1].said
