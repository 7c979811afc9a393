"""What a process that goes on needs from the system: signals, and no error that goes unheard."""

import asyncio
import logging
import signal
from typing import Any

log = logging.getLogger(__name__)


def stop_signal() -> asyncio.Event:
    """Set by Ctrl+C or by the service manager's SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def log_the_unforeseen() -> None:
    """What nobody awaited goes to the log as any other error: asyncio would write out its words."""
    asyncio.get_running_loop().set_exception_handler(_unforeseen)


def _unforeseen(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("%s", context["message"], exc_info=context.get("exception"))
