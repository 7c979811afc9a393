"""What reaches the log, and what can not."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from bot.logs import formatter
from bot.settings.load import example, load_settings
from bot.settings.secrets import secrets_in
from bot.shell.process import log_the_unforeseen
from bot.supervisor import Unavailable
from commands.core.invocation import Invocation
from commands.core.request import request
from storage.errors import StoreError, Unusable

TOKEN = "MTIzNDU2.very.secret"  # noqa: S105 - the tests' own
PASSWORD = "hunter/2"  # noqa: S105 - likewise
TYPED = "my private words"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Log:
    """A logger of any name, and what came of its lines."""

    def __init__(self, stream: io.StringIO) -> None:
        settings = load_settings(example())
        discord = settings.discord.model_copy(update={"token": SecretStr(TOKEN)})
        store = settings.store.model_copy(update={"url": "postgresql://usher:hunter%2F2@host/usher"})
        kept = secrets_in(settings.model_copy(update={"discord": discord, "store": store}))
        self.stream = stream
        self.handler = logging.StreamHandler(stream)
        self.handler.setFormatter(formatter(kept, stream))

    def __call__(self, name: str = "bot.tested") -> logging.Logger:
        logger = logging.getLogger(name)
        logger.handlers = [self.handler]
        return logger

    @property
    def said(self) -> str:
        return self.stream.getvalue()

    @property
    def line(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.said)
        return line


@pytest.fixture
def log() -> Iterator[Log]:
    made = Log(io.StringIO())
    yield made
    for name in ("bot.tested", "discord.tested", "asyncio", "bot.shell.process"):
        logging.getLogger(name).handlers = []


def test_a_line_is_one_object_with_its_time_level_origin_and_words(log: Log) -> None:
    log().warning("%s is down", "Slack")
    assert log.line.pop("timestamp").endswith("Z")
    assert {key: log.line[key] for key in ("level", "logger", "event")} == {
        "level": "warning",
        "logger": "bot.tested",
        "event": "Slack is down",
    }


def test_on_a_terminal_a_line_is_for_reading() -> None:
    log = Log(Terminal())
    log().warning("Slack is down")
    assert "warning" in log.said
    assert "Slack is down" in log.said
    assert not log.said.startswith("{")
    log().handlers = []


def test_every_line_of_a_request_holds_its_reference_and_no_other_line_does(log: Log) -> None:
    with request("4f2a"):
        log("discord.tested").warning("late")
    assert log.line["request"] == "4f2a"
    log.stream.truncate(0)
    log.stream.seek(0)
    log().warning("idle")
    assert "request" not in log.line


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_an_error_is_traced_without_its_words_which_a_person_may_have_typed(
    stream: type[io.StringIO],
) -> None:
    log = Log(stream())
    try:
        try:
            int(TYPED)
        except ValueError:
            raise KeyError(TYPED) from None
    except KeyError:
        log().exception("/ask failed")
    assert "KeyError" in log.said
    assert "test_logs.py" in log.said
    assert TYPED not in log.said
    log().handlers = []


def test_what_led_to_an_error_and_each_of_a_group_are_traced(log: Log) -> None:
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise ExceptionGroup("two", [KeyError(TYPED), Unavailable("Slack is away.")]) from error
    except ExceptionGroup:
        log().exception("it broke")
    trace = log.line["exception"]
    assert trace.index("ValueError") < trace.index("which led to") < trace.index("ExceptionGroup")
    assert "  | KeyError" in trace
    assert TYPED not in log.said


def test_errors_that_speak_of_machines_keep_their_words(log: Log) -> None:
    error = StoreError("the disk is full")
    error.__cause__ = ConnectionRefusedError(111, "Connection refused")
    log().error("nothing was saved", exc_info=error)
    assert "StoreError: the disk is full" in log.line["exception"]
    assert "ConnectionRefusedError (errno 111): [Errno 111] Connection refused" in log.line["exception"]


def full_disk() -> Exception:
    """As it comes: raised in Usher, from an error of the driver's."""
    with pytest.raises(Unusable) as raised:
        try:
            int(TYPED)
        except ValueError as error:
            raise Unusable("The disk of the store /usher.db is full.") from error
    return raised.value


def test_a_reason_that_lies_outside_of_usher_is_one_sentence_without_a_trace(log: Log) -> None:
    with request("4f2a"):
        log().error("/ask failed", exc_info=full_disk())
    assert log.line["exception"] == "Unusable: The disk of the store /usher.db is full."
    assert (log.line["level"], log.line["request"]) == ("error", "4f2a")


def test_what_came_of_such_a_reason_is_traced_from_there_on(log: Log) -> None:
    error = Unavailable("Slack is away.")
    error.__cause__ = full_disk()
    log().error("it broke", exc_info=error)
    told = log.line["exception"].splitlines()
    assert told[0] == "Unusable: The disk of the store /usher.db is full."
    assert told[-1] == "Unavailable: Slack is away."


def test_a_library_that_repeats_an_errors_words_in_its_line_is_cut_short(log: Log) -> None:
    error = ValueError(TYPED)
    log("discord.tested").error("Failed to run a listener (error: %s, %r)", error, error, exc_info=error)
    assert log.line["event"] == "Failed to run a listener (error: ValueError, ValueError)"


def test_a_secret_appears_neither_in_a_line_nor_in_an_errors_trace(log: Log) -> None:
    error = StoreError(f"cannot reach postgresql://usher:hunter%2F2@host with {TOKEN}")
    log("discord.tested").error("%s and %s", TOKEN, PASSWORD, exc_info=error)
    assert TOKEN not in log.said
    assert PASSWORD not in log.said
    assert "hunter" not in log.said
    assert log.said.count("[hidden]") == 4


def test_the_options_of_a_call_and_unknown_keys_are_refused(log: Log) -> None:
    log().warning("%r came", Invocation("ask", {"question": TYPED}), extra={"question": TYPED})
    assert "Invocation(name='ask')" in log.line["event"]
    assert TYPED not in log.said


def test_a_librarys_addresses_lose_the_path_that_would_let_anyone_answer(log: Log) -> None:
    log("discord.tested").warning("limited: POST https://discord.com/api/v10/interactions/1/a-token/callback")
    assert log.line["event"] == "limited: POST https://discord.com/…"


async def test_a_task_that_fails_unheard_is_logged_without_its_words(log: Log) -> None:
    log_the_unforeseen()
    log("bot.shell.process")

    async def fail() -> None:
        raise ValueError(TYPED)

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    assert log.line["event"] == "Task exception was never retrieved"
    assert "ValueError" in log.line["exception"]
    assert TYPED not in log.said
