"""The address that lets Usher in."""

from pathlib import Path

import pytest
from yarl import URL

from bot.on_discord.invite import application_of, invite
from bot.settings.load import example
from bot.shell.discord_invite import discord_invite
from commands.core.errors import UserError
from tests.bot.on_discord.wire import TOKEN


def test_the_invitation_asks_for_little_and_for_commands() -> None:
    asked = URL(invite(42, 7)).query
    assert asked["client_id"] == "42"
    assert set(asked["scope"].split()) == {"bot", "applications.commands"}
    assert int(asked["permissions"]) == sum(1 << place for place in (10, 11, 14, 15, 16, 38))
    assert asked["guild_id"] == "7"
    assert "guild_id" not in URL(invite(42, None)).query


def test_the_application_is_read_from_the_token() -> None:
    assert application_of(TOKEN) == 123_456_789_012_345_678


@pytest.mark.parametrize("token", ["", "abc", "!!!.x.y", "aGVsbG8.x.y", "____.x"])
def test_a_token_that_names_no_application_is_explained(token: str) -> None:
    with pytest.raises(UserError, match="--application"):
        application_of(token)


def test_the_shell_prints_the_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USHER_DISCORD__TOKEN", TOKEN)
    discord_invite(example())
    assert URL(capsys.readouterr().out.strip()).query["client_id"] == "123456789012345678"


def test_without_token_and_application_the_shell_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("USHER_DISCORD__TOKEN", raising=False)
    with pytest.raises(UserError, match="USHER_DISCORD__TOKEN"):
        discord_invite(example())
