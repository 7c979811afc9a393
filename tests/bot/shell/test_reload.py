"""`usher reload` as an operator types it."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.app import open_app
from bot.reload import reloading
from bot.settings.load import load_settings
from bot.shell.main import app
from commands.core.errors import UserError
from storage.store import open_store
from tests.bot.test_reload import CALL, EXTENDED, SETTINGS
from tests.doubles import FixedClock


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path / 'usher.db'}")
    (tmp_path / "call.md").write_text(CALL)
    file = tmp_path / "config.toml"
    file.write_text(SETTINGS)
    return file


def usher_reload(config: Path) -> str:
    result = CliRunner().invoke(app, ["reload", "--config", str(config)])
    if result.exception:
        raise result.exception
    return result.output


def run_once(config: Path) -> None:
    """A process that starts and stops."""

    async def run() -> None:
        async with open_app(load_settings(config), FixedClock()) as opened, reloading(opened, config):
            pass

    asyncio.run(run())


def test_the_difference_to_what_is_in_effect_is_shown(config: Path) -> None:
    run_once(config)
    assert usher_reload(config) == "Nothing differs from what is in effect.\n"
    config.write_text(EXTENDED)
    assert "event.deadlines[submission].date: 2025-08-22 → 2025-08-29\n" in usher_reload(config)


async def _tables_alone(config: Path) -> None:
    async with open_store(load_settings(config).store.url):
        pass


def test_wrong_settings_are_refused_before_any_process_hears_of_them(config: Path) -> None:
    run_once(config)
    config.write_text(EXTENDED.replace("2025-08-29", "2025-13-29"))
    with pytest.raises(UserError, match="not valid TOML"):
        usher_reload(config)


def test_where_nothing_ever_ran_there_is_nothing_to_reload(config: Path) -> None:
    asyncio.run(_tables_alone(config))
    with pytest.raises(UserError, match="nothing to reload"):
        usher_reload(config)
