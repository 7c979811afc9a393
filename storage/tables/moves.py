"""Deadlines that organisers moved, and proposals to do so."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

CONFIRMED = text("confirmed_at IS NOT NULL")

deadline_moves = Table(
    "deadline_moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("deadline", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("before", String(40), nullable=False),
    Column("after", String(40), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    person_column(on_erase="SET NULL"),
    Column("actor", String(100), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Index(
        "deadline_moves_once",
        "deadline",
        "number",
        unique=True,
        sqlite_where=CONFIRMED,
        postgresql_where=CONFIRMED,
    ),
)
