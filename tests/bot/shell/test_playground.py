"""The real process, started and stopped as a person or a service manager would."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.event import load_knowledge, read_event
from bot.settings.load import example, load_settings
from bot.shell.playground import apart, question_for
from commands.ask.answering import answer
from tests.bot.on_slack.conftest import free_port
from tests.bot.test_reload import CALL, EXTENDED, SETTINGS

PROMPT = 60  # seconds that a start may take on a busy machine


@contextmanager
def usher(folder: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> tuple[str, str]:
    """The address that was printed, and all that was printed before the end of the hint."""
    assert process.stdout is not None
    said = ""
    for printed in process.stdout:
        said += printed
        if "Ctrl+C" in printed:
            break
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    return found[0], said


def test_the_playground_says_where_it_is_and_what_to_try_and_ends_on_sigterm(tmp_path: Path) -> None:
    with usher(tmp_path, "playground", "--port", "18765") as process:
        where, said = address(process)
        with urlopen(where, timeout=PROMPT) as page:  # noqa: S310 - an address of this test's own
            assert b"Usher" in page.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PROMPT) == 0
    assert "/deadline" in said
    assert "August 1, 2025" in said
    assert (tmp_path / "usher.db").exists()


def test_run_without_a_platform_tells_its_health_and_follows_a_reload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    health = free_port()
    monkeypatch.setenv("USHER_HEALTH__PORT", str(health))
    (tmp_path / "call.md").write_text(CALL)
    (tmp_path / "config.toml").write_text(SETTINGS)
    with usher(tmp_path, "run") as process:
        address(process)
        with urlopen(f"http://127.0.0.1:{health}/readyz", timeout=PROMPT) as ready:
            assert json.load(ready)["platforms"]["playground"]["state"] == "running"
        (tmp_path / "config.toml").write_text(EXTENDED)
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        assert "event.deadlines[submission].date" in next(line for line in process.stderr if "anew" in line)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PROMPT) == 0


def test_run_without_a_platform_ends_with_its_terminal(tmp_path: Path) -> None:
    ours, its = os.openpty()
    with usher(tmp_path, "run", stdin=its) as process:
        address(process)
        process.send_signal(signal.SIGHUP)
        assert process.wait(PROMPT) == -signal.SIGHUP
    os.close(ours)
    os.close(its)


def test_without_its_secrets_a_bot_ends_rather_than_become_a_playground(tmp_path: Path) -> None:
    with usher(tmp_path, "run", "--no-playground") as process:
        _, said = process.communicate(timeout=PROMPT)
        assert process.returncode == 2
    assert "No chat platform is set up" in said
    assert "Traceback" not in said


def test_a_busy_port_gives_way_to_the_next_free_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with usher(tmp_path, "playground", "--port", str(port)) as process:
            where, said = address(process)
    assert not where.endswith(f":{port}")
    assert f"Port {port} is taken" in said


def test_settings_that_can_not_be_used_are_said_in_words_and_end_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[event]\nname = "A workshop"\n')
    with usher(tmp_path, "run") as process:
        _, said = process.communicate(timeout=PROMPT)
        assert process.returncode == 2
    assert "event.call: it is missing." in said
    assert "Traceback" not in said


def test_a_store_that_can_not_be_opened_is_said_in_words_and_with_a_status_that_asks_for_another_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path}/nowhere/usher.db")
    with usher(tmp_path, "playground") as process:
        _, said = process.communicate(timeout=PROMPT)
        assert process.returncode == 1
    assert "Usher can't open its store: there is no folder" in said
    assert "Traceback" not in said


def test_the_question_to_begin_with_is_one_that_the_call_answers() -> None:
    settings = load_settings(example()).event
    event = read_event(settings)
    knowledge = load_knowledge(settings, event)
    assert question_for(event) == "/ask when is the paper submission?"
    assert answer(question_for(event).removeprefix("/ask "), knowledge).outcome == "stated"


def test_without_a_date_of_the_call_the_question_names_none() -> None:
    event = replace(read_event(load_settings(example()).event), deadlines=())
    assert question_for(event) == "/ask when is it due?"


def test_what_is_tried_out_is_kept_apart_from_what_a_platform_delivers() -> None:
    settings = load_settings(example())
    real = settings.model_copy(update={"destinations": {"everyone": ("web:announcements", "discord:42")}})
    assert apart(settings).store == settings.store
    assert apart(real).store.url == "sqlite:///playground.db"
