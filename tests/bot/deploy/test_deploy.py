"""The files to deploy with name commands, settings, paths and addresses that there are."""

import json
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.app import App
from bot.health import create_health
from bot.settings.load import HOME, example, load_settings
from bot.settings.model import Settings
from bot.settings.secrets import FILE_VARIABLE, TAKEN
from bot.shell.main import USAGE_ERROR
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.live import Live
from commands.services import Services
from tests.doubles import FixedClock, Records

DEPLOY = HOME / "bot" / "deploy"
UNIT, IMAGE, COMPOSE = (
    (DEPLOY / name).read_text() for name in ("usher.service", "Containerfile", "compose.yaml")
)
README = (HOME / "README.md").read_text(encoding="utf-8")
FILES = {"usher.service": UNIT, "Containerfile": IMAGE, "compose.yaml": COMPOSE}
ANALYZE = shutil.which("systemd-analyze")


@pytest.mark.parametrize("name", FILES)
def test_every_variable_of_ushers_is_one(name: str) -> None:
    for variable in re.findall(r"USHER_\w+", FILES[name]):
        if variable != FILE_VARIABLE:
            section, _, key = variable.removeprefix("USHER_").lower().partition("__")
            model = Settings.model_fields[section].annotation
            assert key in getattr(model, "model_fields", {})


def test_the_unit_and_the_image_run_a_bot_and_never_a_playground_in_its_place() -> None:
    (unit,) = re.findall(r"^ExecStart=\S+/usher (.+)$", UNIT, re.MULTILINE)
    (image,) = re.findall(r"^CMD (.+)$", IMAGE, re.MULTILINE)
    assert unit == " ".join(json.loads(image)) == "run --no-playground --config /etc/usher/config.toml"


@pytest.mark.parametrize(
    ("name", "file"), [("backup", "usher-$(date +%F).zip"), ("restore", "usher-2025-08-20.zip")]
)
def test_the_readme_keeps_and_restores_where_the_unit_and_the_image_run(name: str, file: str) -> None:
    (program, config) = re.findall(r"^ExecStart=(\S+) run \S+ --config (\S+)$", UNIT, re.MULTILINE)[0]
    assert "WorkingDirectory=%S/usher" in UNIT
    assert "\n    cd /var/lib/usher\n" in README
    assert f"\n    {program} {name} /root/{file} --config {config}\n" in README
    (config,) = re.findall(r'"--config", "(\S+)"', IMAGE)
    assert f" usher \\\n        {name} /backups/{file} --config {config}\n" in README
    assert "--owner 10001" in README
    assert "USER 10001" in IMAGE


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not on this machine")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "usher.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", UNIT, flags=re.MULTILINE))
    told = subprocess.run([str(ANALYZE), "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_unit_runs_unprivileged_on_a_system_that_it_can_only_read() -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # as configparser asks for it
    unit.read_string(UNIT)
    service = unit["Service"]
    assert (service["DynamicUser"], service["ProtectSystem"], service["CapabilityBoundingSet"]) == (
        "yes",
        "strict",
        "",
    )
    handed, _ = service["LoadCredential"].split(":")
    assert f"{FILE_VARIABLE}=%d/{handed}" in service["Environment"]


def test_systemd_tries_again_but_not_what_wrong_settings_ended() -> None:
    assert "\nRestart=always\n" in UNIT
    assert f"\nRestartPreventExitStatus={USAGE_ERROR}\n" in UNIT


def test_the_image_copies_files_that_there_are_and_every_package() -> None:
    copied = [name for names in re.findall(r"^COPY (.+) \S+$", IMAGE, re.MULTILINE) for name in names.split()]
    assert [name for name in copied if not (HOME / name).exists()] == []
    assert {"bot", "commands", "storage"} <= set(copied)


def test_the_image_runs_as_nobody_in_particular() -> None:
    (user,) = re.findall(r"^USER (\d+):\d+$", IMAGE, re.MULTILINE)
    assert int(user) > 0
    assert f"user {user}" in COMPOSE


def test_the_image_asks_for_its_health_where_it_is_told(services: Services) -> None:
    dispatcher = Dispatcher((), Live(services), FixedClock(), RateLimit(1, 1), Records())
    app = App(dispatcher, services.store, load_settings(example()))
    routes = create_health(app, {}).router.routes()
    (port, path) = re.findall(r"urlopen\('http://127\.0\.0\.1:(\d+)(/\w+)'\)", IMAGE)[0]
    assert f"USHER_HEALTH__PORT={port}" in IMAGE
    assert path in {route.resource.canonical for route in routes if route.resource}


def test_two_processes_share_a_postgresql_and_can_write_nothing_else() -> None:
    assert "replicas: 2" in COMPOSE
    assert "image: postgres:" in COMPOSE
    assert "read_only: true" in COMPOSE
    assert "cap_drop: [ALL]" in COMPOSE
    assert (DEPLOY / "../..").resolve() == HOME
    assert (HOME / re.findall(r"dockerfile: (\S+)", COMPOSE)[0]).exists()


def test_secrets_come_by_file_alone() -> None:
    names = [name for names in TAKEN.values() for name in names if name != "url"]
    for text in FILES.values():
        assert not re.search(rf"\b({'|'.join(names)})\b\s*[=:]", text, re.IGNORECASE)
    assert "USHER_SECRETS_FILE: /run/secrets/usher" in COMPOSE
