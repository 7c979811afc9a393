"""The log: readable on a terminal, JSON otherwise; it can hold neither secrets nor what people typed."""

import logging
import re
import sys
from collections.abc import Callable, Collection
from typing import TextIO

from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, WrappedLogger

from bot.settings.model import Settings
from bot.settings.secrets import secrets_in
from bot.traces import chain, name, trace
from commands.core import request

Processor = Callable[[WrappedLogger, str, EventDict], EventDict]

OURS = ("bot", "commands", "storage")
KEYS = ("timestamp", "level", "logger", "event", "request", "exception")
HIDDEN = "[hidden]"
ADDRESS = re.compile(r"\b((?:https?|wss?)://[^/\s'\"]+)/[^\s'\"]*")
LEAST_TOLD = 4  # characters of an error's words that are looked for; shorter ones are no one's


def start_logging(settings: Settings) -> None:
    """Send every library's log and our own to the standard error; what `settings` hold stays hidden."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(secrets_in(settings), sys.stderr))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for package in OURS:
        logging.getLogger(package).setLevel(settings.log.level.upper())
    logging.raiseExceptions = False  # a message that can't be put together would be shown in its parts


def formatter(secrets: Collection[str], stream: TextIO) -> logging.Formatter:
    colours = stream.isatty()
    renderer = ConsoleRenderer(colors=colours) if colours else JSONRenderer(ensure_ascii=False)
    return ProcessorFormatter(
        foreign_pre_chain=[add_log_level, add_logger_name, TimeStamper("iso", utc=True), _under_reference],
        processors=[_without_addresses, _traced, _known_keys, _without(secrets), renderer],
    )


def _under_reference(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    reference = request.current()
    return {**event, "request": reference} if reference else event


def _without_addresses(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A library's line may name an address whose path lets anyone answer in our place."""
    if event["logger"].partition(".")[0] in OURS:
        return event
    return {**event, "event": ADDRESS.sub(r"\1/…", event["event"])}


def _traced(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The trace without the error's words, also where a library repeats them in its line."""
    error = (event.get("exc_info") or (None, None))[1]
    if error is None:
        return event
    said = event["event"]
    for each in chain(error):
        if len(str(each)) >= LEAST_TOLD:
            said = said.replace(repr(each), name(each)).replace(str(each), name(each))
    return {**event, "event": said, "exception": trace(error)}


def _known_keys(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Refuse whatever else somebody hands to a line: options, people, papers."""
    return {key: event[key] for key in KEYS if key in event}


def _without(secrets: Collection[str]) -> Processor:
    def hide(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: _hidden(value, secrets) for key, value in event.items()}

    return hide


def _hidden(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text
