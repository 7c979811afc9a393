"""SIGHUP asks for the settings to be read anew, from a process's first moment to its last.

By itself it would end the process, as it does a playground in a terminal; this module loads nothing that
would make the first moment late.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

HANG_UP = frozenset({signal.SIGHUP})


def hold_hang_ups() -> None:
    """Keep what comes while nobody can act on it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, HANG_UP)


def let_hang_ups_end() -> None:
    """What somebody started in a terminal ends with it."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HANG_UP)


@contextmanager
def hearing_hang_ups(loop: "AbstractEventLoop", heard: Callable[[], None]) -> Iterator[None]:
    """Tell of each until the block is left, at once of one that was kept; then all is as before."""
    loop.add_signal_handler(signal.SIGHUP, heard)
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, HANG_UP)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        loop.remove_signal_handler(signal.SIGHUP)
