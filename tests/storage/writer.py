"""A process that writes without end, until it is killed: `python -m tests.storage.writer URL`.

Each line it prints is the number of a row that was committed before.
"""

import asyncio
import sys

from storage import calls
from storage.store import open_store
from tests.doubles import SUMMER


async def write(url: str) -> None:
    number = 0
    async with open_store(url) as store:
        while True:
            number += 1
            async with store.begin() as transaction:
                await calls.add(transaction, calls.CallRecord(SUMMER, "web", "half", "done", number))
                await calls.add(transaction, calls.CallRecord(SUMMER, "web", "whole", "done", number))
            print(number, flush=True)  # noqa: T201 - it speaks to the test


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
