"""Dialogs: opened before the work, filled in, refused beside the field, and opened again."""

from typing import Any

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.person import Person
from tests.bot.on_slack.papers import fitting_paper


async def dialog(stage: Stage, person: Person, typed: str) -> dict[str, Any]:
    await person.types(typed)
    await stage.settled()
    return list(stage.slack.workspace.views.values())[-1]


def block(view: dict[str, Any], name: str) -> dict[str, Any]:
    found = next(block for block in view["blocks"] if block["block_id"] == name)
    assert isinstance(found, dict)
    return found


async def test_a_form_opens_with_what_is_stored_and_what_was_typed(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/enrol load=5")
    assert view["title"]["text"] == "Sign up as a reviewer"
    assert block(view, "name")["element"]["initial_value"] == "Ada Lovelace"
    assert block(view, "load")["element"]["initial_value"] == "5"
    assert block(view, "topics")["element"]["initial_options"][0]["value"] == "Basic science"
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"]}
    assert kinds == {
        "name": "plain_text_input",
        "email": "email_text_input",
        "topics": "multi_static_select",
        "load": "number_input",
        "first_author": "checkboxes",
    }


async def test_a_filled_in_form_runs_the_command_and_answers_where_it_was_called(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/enrol")
    answer = await stage.ada.submits(
        view, email="ada@example.org", topics=["Basic science"], first_author=["yes"]
    )
    await stage.settled()
    assert answer == {}
    (reply,) = stage.ada.sees()
    assert reply.reader == stage.ada.id
    assert "*E-mail*\nada@example.org" in reply.said
    assert "*First author*\nyes" in reply.said


async def test_a_form_whose_options_were_all_typed_is_not_opened(stage: Stage) -> None:
    await stage.ada.types("/enrol name=Ada email=a@b.org topics=Basic science")
    await stage.settled()
    assert stage.slack.workspace.views == {}
    assert "You are signed up" in stage.ada.sees()[0].said


async def test_a_refused_field_is_told_beside_it_and_keeps_the_dialog_open(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/enrol")
    answer = await stage.ada.submits(view, email="a@b.org", load="60")
    assert answer == {
        "response_action": "errors",
        "errors": {"load": "“load” must be between 1 and 6, not 60."},
    }
    assert await stage.ada.submits(view, email="a@b.org", load="6") == {}
    await stage.settled()
    assert "*Papers*\n6" in stage.ada.sees()[0].said


async def test_an_organisers_form_stays_shut_for_others(stage: Stage) -> None:
    await stage.ada.types("/broadcast new")
    await stage.settled()
    assert stage.slack.workspace.views == {}
    assert "is for organisers only" in stage.ada.sees()[0].said


async def test_rights_lost_while_a_dialog_is_open_count(stage: Stage) -> None:
    view = await dialog(stage, stage.grace, "/broadcast new title=Hello")
    stage.slack.workspace.users[stage.grace.id]["is_admin"] = False
    await stage.grace.submits(view, text="Hi", to=["everyone"])
    await stage.settled()
    (reply,) = stage.grace.sees()
    assert "is for organisers only" in reply.said


async def test_a_dialog_refused_as_a_whole_opens_again_as_it_was(stage: Stage) -> None:
    view = await dialog(stage, stage.grace, "/broadcast new")
    stage.slack.workspace.users[stage.grace.id]["is_admin"] = False
    await stage.grace.submits(view, title="A title", text="Some text", to=["everyone"])
    await stage.settled()
    stage.slack.workspace.users[stage.grace.id]["is_admin"] = True
    await stage.grace.presses(stage.grace.sees()[0].buttons[-1])
    await stage.settled()
    again = list(stage.slack.workspace.views.values())[-1]
    assert block(again, "text")["element"]["initial_value"] == "Some text"
    assert block(again, "to")["element"]["initial_options"][0]["value"] == "everyone"


async def test_a_file_is_asked_for_in_a_dialog_and_the_work_ends_after_it_closed(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/checkpdf track:short")
    assert block(view, "track")["element"]["initial_option"]["value"] == "short"
    assert "Check PDF" in block(view, "file")["hint"]["text"]
    file = stage.ada.uploads("paper.pdf", fitting_paper())
    assert await stage.ada.submits(view, file=[file]) == {}
    await stage.settled()
    (reply,) = stage.ada.sees()
    assert "hort submission: " in reply.said
    assert reply.reader == stage.ada.id
    pictures = [each for each in stage.slack.workspace.files.values() if each.channel == f"D{stage.ada.id}"]
    assert all(each.content.startswith(b"\x89PNG") and each.told["alt_txt"] for each in pictures)
    assert pictures
    assert "in your direct messages with Usher" in reply.said


async def test_a_dialog_that_slack_no_longer_opens_is_explained(stage: Stage) -> None:
    payload = stage.ada.command("/checkpdf")
    stage.slack.workspace.triggers.clear()
    await stage.ada.deliver("slash", payload)
    await stage.settled()
    assert "Slack opens a dialog within 3 s" in stage.ada.sees()[0].said


async def test_a_select_offers_what_fits_what_is_typed(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/journey")
    labels = [option["text"]["text"] for option in await stage.ada.looks_up(view, "town", "vi")]
    assert labels == ["vi", "Vienna"]
    values = [option["value"] for option in await stage.ada.looks_up(view, "stop", "1")]
    assert len(values) == 100
    assert values[:2] == ["stop 1", "stop 10"]
    await stage.ada.submits(view, town="vienna", stop="stop 120")
    await stage.settled()
    assert stage.ada.sees()[0].said == "🟢 To vienna by stop 120"


async def test_a_dialog_knows_what_it_was_opened_about(stage: Stage) -> None:
    view = await dialog(stage, stage.ada, "/note edit number=7")
    (block,) = view["blocks"]
    assert block["element"]["initial_value"] == "What note 7 said"
    await stage.ada.submits(view, text="Seven")
    await stage.settled()
    assert "Note 7 says: Seven" in stage.ada.sees()[0].said
