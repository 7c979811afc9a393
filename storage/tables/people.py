"""People, the accounts they are known by, and the codes that join two accounts."""

from sqlalchemy import Column, Integer, String, Table

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Moment, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    person_column(),
)

join_codes = Table(
    "join_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    person_column(),
    Column("expires_at", Moment, nullable=False),
)
