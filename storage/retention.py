"""How long rows are kept, and their deletion when that is over.

A table whose rows grow old joins `RULES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, delete, select, tuple_

from storage.copies import forget_copies
from storage.outbox import is_over
from storage.personal import nothing_kept
from storage.store import Store
from storage.tables.moves import deadline_moves
from storage.tables.outbox import messages
from storage.tables.people import join_codes, people
from storage.tables.process import calls, seen
from storage.tables.questions import asked, followers, votes
from storage.tables.reminders import reminders
from storage.tables.reviewers import imports, reviewers

BATCH = 1_000  # rows that one unit of work deletes, so that others need not wait long


@dataclass(frozen=True)
class Rule:
    """Rows of a table go so long after the moment in the column; `only` narrows which."""

    since: "Column[datetime]"
    keep: timedelta
    only: ColumnElement[bool] | None = None

    def is_over(self, now: datetime) -> ColumnElement[bool]:
        over = self.since < now - self.keep
        return over if self.only is None else over & self.only


SEASON = timedelta(days=200)  # from the call to the workshop

RULES = (
    Rule(calls.c.at, timedelta(days=400)),  # last year's season, to compare
    Rule(seen.c.at, timedelta(days=2)),  # platforms repeat a delivery for a day at most
    Rule(join_codes.c.expires_at, timedelta()),
    Rule(asked.c.at, SEASON),
    Rule(votes.c.at, SEASON),
    Rule(followers.c.since, SEASON),  # until then a corrected answer reaches those who got the old one
    Rule(messages.c.created_at, SEASON, is_over),
    Rule(deadline_moves.c.proposed_at, timedelta(days=1), deadline_moves.c.confirmed_at.is_(None)),
    Rule(reminders.c.created_at, SEASON),
    Rule(imports.c.created_at, timedelta(hours=1)),
    Rule(reviewers.c.erase_at, timedelta()),  # as the reviewer agreed; she is told a week before
    Rule(people.c.created_at, timedelta(days=1), nothing_kept()),
)
COPIES = timedelta(days=30)  # that a SQLite file from before an upgrade is kept


async def purge(store: Store, now: datetime) -> Mapping[str, int]:
    """Delete what is over, by a batch at a time; gives how many rows went from each table, and copies."""
    gone: dict[str, int] = {}
    for rule in RULES:
        name = rule.since.table.name
        gone[name] = gone.get(name, 0) + await _apply(store, rule, now)
    if store.file:
        gone["copies of the store"] = forget_copies(store.file, now - COPIES)
    return gone


async def _apply(store: Store, rule: Rule, now: datetime) -> int:
    table, total = rule.since.table, 0
    key = table.primary_key.columns
    old = select(*key).where(rule.is_over(now)).limit(BATCH)
    while True:
        async with store.begin() as transaction:
            went = (await transaction.execute(delete(table).where(tuple_(*key).in_(old)))).rowcount
        total += went
        if went < BATCH:
            return total
