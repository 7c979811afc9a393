"""A process loads only what its front ends need."""

import subprocess
import sys

import pytest

PDF = {"PIL", "pypdf", "pypdfium2"}
DRAWING = {"matplotlib", "numpy"}
DISCORD, SLACK = {"discord"}, {"slack_bolt", "slack_sdk"}

SPARED = {
    "bot": PDF | DRAWING | DISCORD | SLACK | {"aiohttp", "sqlalchemy", "typer"},
    "bot.app": PDF | DRAWING | DISCORD | SLACK | {"typer"},
    "bot.shell.main": PDF | DRAWING | DISCORD | SLACK,
    "bot.on_web.server": PDF | DRAWING | DISCORD | SLACK,
    "bot.on_discord.serve": PDF | DRAWING | SLACK,
    "bot.on_slack.serve": PDF | DRAWING | DISCORD,
}


@pytest.mark.parametrize("module", SPARED)
def test_no_library_is_loaded_that_is_not_needed(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({SPARED[module]} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []
