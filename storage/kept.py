"""What the process itself remembers from one start to the next, by name."""

from collections.abc import Collection

from sqlalchemy import Integer, Text, cast, select, update

from storage.store import Transaction
from storage.tables.process import kept
from storage.upsert import insert_new


async def read(transaction: Transaction, name: str) -> str | None:
    return (await transaction.execute(select(kept.c.value).where(kept.c.name == name))).scalar()


async def several(transaction: Transaction, names: Collection[str]) -> dict[str, str]:
    """Those of the names that are known, with their values."""
    found = select(kept.c.name, kept.c.value).where(kept.c.name.in_(names))
    return {row.name: row.value for row in await transaction.execute(found)}


async def write(transaction: Transaction, name: str, value: str) -> None:
    """Of two units of work that write at once, as two processes at their start, the later one wins."""
    if not await insert_new(transaction, kept, {"name": name, "value": value}):
        await transaction.execute(update(kept).where(kept.c.name == name).values(value=value))


async def count_up(transaction: Transaction, name: str) -> None:
    """Two units of work that count at once are both counted."""
    await insert_new(transaction, kept, {"name": name, "value": "0"})
    higher = cast(cast(kept.c.value, Integer) + 1, Text)
    await transaction.execute(update(kept).where(kept.c.name == name).values(value=higher))


async def hold(transaction: Transaction, name: str) -> None:
    """Let nobody count it up before this unit of work ends."""
    await insert_new(transaction, kept, {"name": name, "value": "0"})
    held = select(kept.c.value).where(kept.c.name == name).with_for_update(read=True)
    await transaction.execute(held)


async def replace(transaction: Transaction, name: str, known: str | None, value: str) -> bool:
    """Whether the value was still the one that is known; another's stays."""
    if known is None:
        return await insert_new(transaction, kept, {"name": name, "value": value})
    same = (kept.c.name == name) & (kept.c.value == known)
    return (await transaction.execute(update(kept).where(same).values(value=value))).rowcount == 1
