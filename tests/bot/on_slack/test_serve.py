"""Tokens that are refused, and a Slack that is not there, are told in a sentence."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.on_slack import serve
from bot.on_slack.serve import serve_slack
from bot.supervisor import Unavailable
from tests.bot.on_slack.conftest import Stage, free_port
from tests.bot.on_slack.fake.person import Mode


def with_slack(app: App, **changed: Any) -> App:
    slack = app.settings.slack.model_copy(update=changed)
    return replace(app, settings=app.settings.model_copy(update={"slack": slack}))


async def test_a_refused_bot_token_is_told(app: App) -> None:
    with pytest.raises(Unavailable, match=r"refused the bot token \(invalid_auth\)"):
        await serve_slack(with_slack(app, bot_token=SecretStr("xoxb-old")))


async def test_a_slack_that_is_not_there_is_told_with_its_address(app: App) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/api/"
    with pytest.raises(Unavailable, match=f"can't be reached at {nowhere}"):
        await serve_slack(with_slack(app, api_url=nowhere))


@pytest.mark.parametrize("mode", ["socket"])
async def test_a_refused_or_missing_app_token_is_told(app: App, mode: Mode) -> None:
    with pytest.raises(Unavailable, match="refused the app token"):
        await serve_slack(with_slack(app, app_token=SecretStr("xapp-old")))
    with pytest.raises(Unavailable, match="needs USHER_SLACK__APP_TOKEN"):
        await serve_slack(with_slack(app, app_token=None))


@pytest.mark.parametrize("mode", ["http"])
async def test_a_missing_secret_or_a_busy_port_is_told(stage: Stage) -> None:
    with pytest.raises(Unavailable, match="needs USHER_SLACK__SIGNING_SECRET"):
        await serve_slack(with_slack(stage.app, signing_secret=None))
    with pytest.raises(Unavailable, match=f"port 127.0.0.1:{stage.app.settings.slack.port} can't be opened"):
        await serve_slack(stage.app)


@pytest.mark.parametrize("mode", ["socket"])
async def test_a_socket_that_stays_lost_is_told(idle: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "MOST_DISCONNECTED", 1.0)
    monkeypatch.setattr(serve, "CHECK_EVERY", 0.05)
    task = asyncio.create_task(serve.serve_slack(idle.app))
    socket = await idle.slack.wire.connected()
    idle.slack.workspace.takes_sockets = False
    await socket.close()
    with pytest.raises(Unavailable, match="The connection to Slack is lost"):
        await asyncio.wait_for(task, 10)
