"""Who wants to be reminded of which deadline, and how the last reminder fared."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(),
    Column("deadline", String(32), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("awaited", Integer, ForeignKey("messages.id", ondelete="SET NULL"), index=True),
    Column("in_channel", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    UniqueConstraint("person", "deadline", name="reminders_once"),
    Index("reminders_by_zone", "platform", "deadline", "zone", "id"),
)
