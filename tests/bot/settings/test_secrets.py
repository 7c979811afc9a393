"""Secrets come from the environment or a file of one's own, and are shown nowhere."""

import os
from pathlib import Path

import pytest

from bot.settings.load import load_settings
from bot.settings.secrets import SECRETS, is_exposed, secrets_in
from commands.core.errors import UserError

EVENT = '[event]\nname = "A workshop"\ncall = "call.md"\n'
TOKEN = "very-secret-token"  # noqa: S105 - the tests' own


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(EVENT)
    return file


def secrets(config: Path, text: str, mode: int = 0o600) -> Path:
    file = config.with_name("secrets.toml")
    file.write_text(text)
    file.chmod(mode)
    return file


def token(config: Path) -> str | None:
    found = load_settings(config).discord.token
    return found.get_secret_value() if found else None


def test_without_secrets_nothing_is_set(config: Path) -> None:
    assert token(config) is None


def test_a_token_comes_from_the_environment(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USHER_DISCORD__TOKEN", TOKEN)
    assert token(config) == TOKEN


def test_a_token_comes_from_the_file_beside_the_settings(config: Path) -> None:
    secrets(config, f'[discord]\ntoken = "{TOKEN}"\n')
    assert token(config) == TOKEN


def test_the_secrets_file_can_stand_elsewhere(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = secrets(config, f'[discord]\ntoken = "{TOKEN}"\n').rename(tmp_path / "elsewhere")
    monkeypatch.setenv("USHER_SECRETS_FILE", str(moved))
    assert token(config) == TOKEN


def test_a_file_that_others_can_read_is_refused_with_the_remedy(config: Path) -> None:
    secrets(config, f'[discord]\ntoken = "{TOKEN}"\n', mode=0o640)
    with pytest.raises(UserError, match=r"Others can read the secrets .* chmod 600") as caught:
        load_settings(config)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(("section", "name"), [(s, name) for s, names in SECRETS.items() for name in names])
def test_a_secret_in_the_settings_is_refused_and_not_repeated(config: Path, section: str, name: str) -> None:
    config.write_text(f'{EVENT}[{section}]\n{name} = "{TOKEN}"\n')
    with pytest.raises(UserError, match="is a secret and must not stand in") as caught:
        load_settings(config)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    "text", [f'[discord]\ntokn = "{TOKEN}"', f"[discord]\ntoken = {TOKEN}", "[discord]\ntoken = 123456789"]
)
def test_a_broken_secrets_file_is_told_without_its_content(config: Path, text: str) -> None:
    secrets(config, text)
    with pytest.raises(UserError) as caught:
        load_settings(config)
    assert TOKEN not in str(caught.value)
    assert "123456789" not in str(caught.value)


@pytest.mark.parametrize("name", ["token", "discord"])
def test_a_secret_under_no_section_is_told_where_it_belongs(config: Path, name: str) -> None:
    secrets(config, f'{name} = "{TOKEN}"')
    said = rf"secrets\.toml: {name} stands under no section\. Put token under \[discord\], bot_token or "
    with pytest.raises(UserError, match=said) as caught:
        load_settings(config)
    assert TOKEN not in str(caught.value)


def test_a_secrets_file_that_is_named_but_not_there_is_said_so(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USHER_SECRETS_FILE", "/nope")
    with pytest.raises(UserError, match=r"there is no file /nope\. USHER_SECRETS_FILE names it\."):
        load_settings(config)


def test_the_stores_address_may_come_with_the_secrets_for_it_holds_a_password(config: Path) -> None:
    secrets(config, f'[store]\nurl = "postgresql://usher:{TOKEN}@host/usher"\n')
    settings = load_settings(config)
    assert settings.store.url.endswith("@host/usher")
    assert secrets_in(settings) == {TOKEN}


def test_a_wrong_address_of_the_store_is_told_without_its_password(config: Path) -> None:
    secrets(config, f'[store]\nurl = "mysql://usher:{TOKEN}@host/usher"\n')
    with pytest.raises(UserError, match=r"store\.url: it must be sqlite") as caught:
        load_settings(config)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:///:memory:"])
def test_a_store_without_a_file_is_refused(config: Path, url: str) -> None:
    secrets(config, f'[store]\nurl = "{url}"\n')
    with pytest.raises(UserError, match=r"store\.url: it must be sqlite:///FILE"):
        load_settings(config)


@pytest.mark.parametrize(
    ("mode", "owner", "exposed"),
    [(0o400, 1000, False), (0o440, 1000, True), (0o440, 0, False), (0o444, 0, True)],
)
def test_what_root_hands_to_us_alone_is_taken_though_it_shows_our_right_as_its_groups(
    monkeypatch: pytest.MonkeyPatch, mode: int, owner: int, *, exposed: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert is_exposed(os.stat_result((mode, 1, 1, 1, owner, owner, 0, 0, 0, 0))) == exposed


def test_settings_do_not_show_their_secrets(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USHER_SLACK__BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(load_settings(config))
