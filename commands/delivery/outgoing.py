"""The one way to send something unasked: hand it to the outbox, in the unit of work that decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commands.core.request import current
from commands.delivery.destination import Destination
from commands.delivery.post import Post
from commands.delivery.written import read_json, to_json
from storage import outbox
from storage.people import Account, person_of
from storage.store import Transaction


@dataclass(frozen=True)
class Outgoing:
    """`kind` is "announcement", "correction", "reminder", "answer" or "notice"; a `key` makes it go out once.

    What could not be begun by `useless_at` is dropped.
    """

    kind: str
    post: Post
    to: Sequence[Destination]
    due: datetime
    key: str | None = None
    useless_at: datetime | None = None


def key_under(message: int) -> str:
    """What the keys of all that goes under a message begin with."""
    return f"under/{message}/"


async def hand_over(transaction: Transaction, outgoing: Outgoing, now: datetime) -> int | None:
    """Write it into the outbox in the caller's unit of work; None when its key was handed over before."""
    targets = [await _target(transaction, destination, now) for destination in outgoing.to]
    message = outbox.NewMessage(
        outgoing.kind, to_json(outgoing.post), outgoing.key, outgoing.useless_at, current()
    )
    return await outbox.add(transaction, message, targets, at=now, due=outgoing.due)


async def _target(transaction: Transaction, to: Destination, now: datetime) -> outbox.Target:
    person = await person_of(transaction, Account(to.platform, to.id), now) if to.place == "person" else None
    return outbox.Target(to.platform, to.place, to.id, person)


def read_post(body: str) -> Post:
    post = read_json(body)
    if not isinstance(post, Post):
        raise TypeError(f"a {type(post).__name__} stands where a post should")
    return post
