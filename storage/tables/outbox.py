"""What is to be delivered, and how far each delivery has come."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("key", String(128), unique=True),
    Column("body", Text, nullable=False),
    Column("request", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("useless_at", Moment),
    Column("summed_up", Boolean, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message", Integer, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("place", String(16), nullable=False),
    Column("target", String(64), nullable=False),
    person_column(nullable=True),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("lease", String(32), nullable=False),
    Column("lease_until", Moment),
    Column("wanted", Integer, nullable=False),  # the revision to show; 0 for none
    Column("shown", Integer, nullable=False),  # the revision that stands there in full; 0 for none
    Column("parts", Text, nullable=False),
    Column("attempt", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("detail", String(300), nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("message", "platform", "place", "target", name="deliveries_once"),
    Index("deliveries_next", "state", "next_at"),
    Index("deliveries_place", "platform", "place", "target", "state"),
)
