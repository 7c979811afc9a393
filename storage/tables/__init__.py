"""The tables as the newest migration leaves them."""

from storage.tables import (
    announcements,
    audit,
    moves,
    outbox,
    people,
    process,
    questions,
    reminders,
    reviewers,
)
from storage.tables.base import metadata

__all__ = [
    "announcements",
    "audit",
    "metadata",
    "moves",
    "outbox",
    "people",
    "process",
    "questions",
    "reminders",
    "reviewers",
]
