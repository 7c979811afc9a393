"""What a process that goes on needs from the system: signals and a log."""

import asyncio
import logging
import signal


def stop_signal() -> asyncio.Event:
    """Set by Ctrl+C or by the service manager's SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def start_logging() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
