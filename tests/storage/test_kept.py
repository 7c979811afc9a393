"""What is kept under a name, on both databases."""

import asyncio

from storage import kept
from storage.store import Store

WRITERS = 4


async def test_a_name_holds_what_was_written_last(store: Store) -> None:
    for value in ("first", "second"):
        async with store.begin() as transaction:
            await kept.write(transaction, "commands", value)
    async with store.begin() as transaction:
        assert await kept.read(transaction, "commands") == "second"


async def test_a_name_that_was_never_written_holds_nothing(store: Store) -> None:
    async with store.begin() as transaction:
        await kept.write(transaction, "commands", "first")
        assert await kept.read(transaction, "other") is None


async def test_of_several_who_write_at_once_the_last_one_wins(store: Store) -> None:
    gate = asyncio.Barrier(WRITERS)

    async def write(number: int) -> None:
        async with store.begin() as transaction:
            if store.is_shared:  # elsewhere one waits for the other before it begins
                await kept.read(transaction, "commands")
                await gate.wait()
            await kept.write(transaction, "commands", str(number))

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    async with store.begin() as transaction:
        assert await kept.read(transaction, "commands") in {str(number) for number in range(WRITERS)}
