"""What the process keeps for itself; nothing here names a person."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.tables.columns import Moment

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("platform", String(16), nullable=False),
    Column("command", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Index("calls_at", "at"),
)

seen = Table(
    "seen",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Index("seen_at", "at"),
)

kept = Table(
    "kept",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
