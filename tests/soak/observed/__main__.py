"""Usher's command line; a signal has the process tell how many tasks it has. Started by the soak alone."""

import asyncio
import os
import signal
from pathlib import Path

from bot.shell.main import main
from tests.soak.observed import TOLD


def _tell(_signal: int, _frame: object) -> None:
    """Whole or not at all, for whoever reads it meanwhile."""
    told = Path(os.environ[TOLD])
    written = told.with_suffix(".new")
    written.write_text(str(len(asyncio.all_tasks())), encoding="ascii")
    written.rename(told)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _tell)
    main()
