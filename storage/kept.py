"""What the process itself remembers from one start to the next, by name."""

from sqlalchemy import delete, insert, select

from storage.schema import kept
from storage.store import Transaction


async def read(transaction: Transaction, name: str) -> str | None:
    return (await transaction.execute(select(kept.c.value).where(kept.c.name == name))).scalar()


async def write(transaction: Transaction, name: str, value: str) -> None:
    await transaction.execute(delete(kept).where(kept.c.name == name))
    await transaction.execute(insert(kept).values(name=name, value=value))
