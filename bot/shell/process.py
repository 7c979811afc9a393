"""What a process that goes on needs: signals, its memory given back, and no error that goes unheard."""

import asyncio
import ctypes
import logging
import signal
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)

_MMAP_THRESHOLD = -3  # as glibc's mallopt calls it
_LARGE = 1024 * 1024  # bytes


def stop_signal() -> asyncio.Event:
    """Set by Ctrl+C or by the service manager's SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def give_memory_back() -> None:
    """Large blocks go back to the system when they are dropped.

    glibc does so up to the first of them, and keeps those that come after for itself: what a reload learns
    would stay with the process, 20 MB after 20 MB.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library has no such setting
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def log_the_unforeseen() -> None:
    """What nobody awaited goes to the log as any other error: asyncio would write out its words."""
    asyncio.get_running_loop().set_exception_handler(_unforeseen)


def _unforeseen(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("%s", context["message"], exc_info=context.get("exception"))
