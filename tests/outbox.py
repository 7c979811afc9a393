"""What lies in the outbox, for tests to read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from commands.delivery.outgoing import read_post
from commands.delivery.post import Post
from storage.store import Store
from storage.tables.outbox import deliveries, messages


@dataclass(frozen=True)
class Waiting:
    """A message with its targets, whatever their state."""

    id: int
    kind: str
    key: str
    place: str
    targets: list[str]
    states: list[str]
    post: Post
    useless_at: datetime | None


async def waiting(store: Store) -> list[Waiting]:
    """Every message in the order of writing."""
    async with store.reading() as transaction:
        found = [
            await transaction.execute(select(table).order_by(table.c.id)) for table in (messages, deliveries)
        ]
        said, copies = (rows.all() for rows in found)
    return [
        Waiting(
            row.id,
            row.kind,
            row.key,
            next(copy.place for copy in copies if copy.message == row.id),
            [copy.target for copy in copies if copy.message == row.id],
            [copy.state for copy in copies if copy.message == row.id],
            read_post(row.body),
            row.useless_at,
        )
        for row in said
    ]
