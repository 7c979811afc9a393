"""An announcement on Slack: dialog, preview, buttons, from the first word to the outbox."""

import pytest

from commands.services import Services
from storage import announcements, outbox
from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.test_forms import block, dialog
from tests.commands.announce.desk import PNG, able_to_announce

TEXT = "It is **August 24**. <!channel> @here"


@pytest.fixture
def services(services: Services) -> Services:
    return able_to_announce(services)


async def test_a_dialog_leads_to_a_preview_and_its_button_to_the_outbox(stage: Stage) -> None:
    view = await dialog(stage, stage.grace, "/announce new")
    assert [block["block_id"] for block in view["blocks"]] == [
        "title",
        "text",
        "to",
        "at",
        "image",
        "description",
        "mentions",
        "channels",
    ]
    written = {"title": "It has moved", "text": TEXT, "to": ["everyone"], "mentions": ["here"]}
    refused = await stage.grace.submits(view, **written, at="08/09 18:00")
    assert refused["response_action"] == "errors"
    assert "“08/09” could be August 9, 2025 or September 8, 2025" in refused["errors"]["at"]
    poster = [stage.grace.uploads("poster.png", PNG)]
    shown = {"image": poster, "description": "A poster"}
    assert await stage.grace.submits(view, **written, **shown, at="Aug 20 9am") == {}
    await stage.settled()
    preview = stage.grace.sees()[-1]
    assert preview.reader == stage.grace.id
    assert "*August 24*" in preview.said
    assert "<!channel>" not in preview.said
    assert "nothing is sent yet" in preview.said
    assert "@here" in preview.said
    confirm, change, *_ = preview.buttons
    await stage.grace.presses(change)
    await stage.settled()
    again = list(stage.slack.workspace.views.values())[-1]
    assert block(again, "text")["element"]["initial_value"] == TEXT
    assert block(again, "description")["element"]["initial_value"] == "A poster"
    await stage.ada.presses(confirm)
    await stage.grace.presses(confirm)
    await stage.settled()
    assert "is for organisers only" in stage.ada.sees()[-1].said
    assert "Announcement 1 is planned" in stage.grace.sees()[-1].said
    async with stage.app.store.reading() as transaction:
        found = await announcements.find(transaction, 1)
        assert found is not None
        assert found.message is not None
        assert len(await outbox.outcomes(transaction, found.message)) == 2
