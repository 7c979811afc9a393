"""Who offered to review, and imports that wait for an organiser's word."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import OTHERS_WORDS, metadata, person_column
from storage.tables.columns import Moment

reviewers = Table(
    "reviewers",
    metadata,
    Column("person", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("email_hash", String(64), unique=True),
    Column("name", String(100), nullable=False),
    Column("email", String(254), nullable=False),
    Column("openreview", String(100), nullable=False),
    Column("topics", Text, nullable=False),
    Column("load", Integer, nullable=False),
    Column("experience", String(16), nullable=False),
    Column("conflict_domains", Text, nullable=False),
    Column("conflict_people", Text, nullable=False),
    Column("first_author", Boolean, nullable=False),
    Column("consent_version", String(32), nullable=False),
    Column("consent", Text, nullable=False),
    Column("erase_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    Column("queued_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index("reviewers_queue", "state", "queued_at", "person"),
    Index("reviewers_coverage", "state", "topics", "load"),
    Index("reviewers_authors", "first_author", "state"),
    Index("reviewers_profiles", "openreview", "state"),
    Index("reviewers_erase_at", "erase_at", "person"),
)

imports = Table(
    "reviewer_imports",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(),
    Column("created_at", Moment, nullable=False, index=True),
    Column("body", Text, nullable=False, info={OTHERS_WORDS: True}),
)
