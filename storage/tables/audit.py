"""Who did what and when; rows are only ever added."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    person_column(on_erase="SET NULL"),
    Column("actor", String(100), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(128), nullable=False, index=True),
    Column("detail", Text, nullable=False),
)
