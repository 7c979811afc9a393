"""What organisers announce: each revision of it as written, and who confirmed which."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(on_erase="SET NULL"),
    Column("author", String(100), nullable=False),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False),  # the newest one
    Column("confirmed", Integer, nullable=False),  # the one that was handed over; 0 for none
    Column("message", Integer, ForeignKey("messages.id", ondelete="SET NULL"), index=True),
    Column("created_at", Moment, nullable=False),
)

revisions = Table(
    "announcement_revisions",
    metadata,
    Column("announcement", Integer, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("channels", Text, nullable=False),
    Column("mentions", Text, nullable=False),
    Column("due_at", Moment),
    Column("post", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
)

confirmations = Table(
    "announcement_confirmations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("announcement", Integer, ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    person_column(on_erase="SET NULL"),
    Column("actor", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("announcement", "revision", "person", name="announcement_confirmations_once"),
)
