"""What is kept under a name, on both databases."""

from storage import kept
from storage.store import Store


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
