"""Each finding says what is right, or what is wrong and where to click."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot.on_slack.diagnose import diagnose
from bot.on_slack.manifest import SCOPES
from tests.bot.on_slack.conftest import free_port, settings_for
from tests.bot.on_slack.fake.person import Mode
from tests.bot.on_slack.fake.server import FakeSlack
from tests.bot.on_slack.fake.workspace import APP_TOKEN, BOT_TOKEN, SECRET
from tests.doubles import FixedClock


async def found(
    slack: FakeSlack, mode: Mode, ahead: float = 0.0, changed: dict[str, Any] | None = None
) -> list[tuple[bool, str]]:
    settings = settings_for(slack, mode).model_copy(update=changed or {})
    clock = FixedClock(datetime.now(UTC) + timedelta(seconds=ahead))
    findings = [(finding.ok, finding.said) for finding in await diagnose(settings, clock)]
    told = " ".join(said for _, said in findings)
    assert not any(secret in told for secret in (BOT_TOKEN, APP_TOKEN, SECRET))
    return findings


async def test_a_sound_app_has_nothing_wrong(slack: FakeSlack, mode: Mode) -> None:
    findings = await found(slack, mode)
    assert [ok for ok, _ in findings] == [True] * 4
    assert findings[0][1] == "Slack: the bot token works, as “usher” in “Workshop”."


async def test_missing_scopes_are_named_with_the_way_to_add_them(slack: FakeSlack, mode: Mode) -> None:
    slack.scopes = tuple(scope for scope in SCOPES if not scope.startswith("files"))
    ((_, said),) = [each for each in await found(slack, mode) if not each[0]]
    assert "the scopes files:read, files:write are missing" in said
    assert "Reinstall" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bot_token": None}, "set it as USHER_SLACK__BOT_TOKEN"),
        ({"bot_token": SecretStr("xoxb-old")}, "the bot token is refused (invalid_auth)"),
        ({"api_url": f"http://127.0.0.1:{free_port()}/api/"}, "can't be reached"),
        ({"mode": "socket", "app_token": None}, "set USHER_SLACK__APP_TOKEN"),
        ({"mode": "socket", "app_token": SecretStr("xapp-old")}, "the app token is refused (invalid_auth)"),
        ({"mode": "http", "signing_secret": None}, "set USHER_SLACK__SIGNING_SECRET"),
    ],
)
async def test_what_is_missing_or_refused_is_told(
    slack: FakeSlack, changed: dict[str, Any], said: str
) -> None:
    wrong = [told for ok, told in await found(slack, "socket", changed=changed) if not ok]
    assert len(wrong) == 1
    assert said in wrong[0]


@pytest.mark.parametrize(("ahead", "way"), [(400.0, "ahead of"), (-400.0, "behind")])
async def test_a_clock_that_is_wrong_is_told(slack: FakeSlack, ahead: float, way: str) -> None:
    wrong = [told for ok, told in await found(slack, "http", ahead) if not ok]
    assert len(wrong) == 1
    assert f"s {way} Slack's" in wrong[0]
