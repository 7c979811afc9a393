"""The tables as the newest migration leaves them."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
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
    Column("at", DateTime(timezone=True), nullable=False),
    Index("seen_at", "at"),
)

kept = Table(
    "kept",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
