"""What people asked, which answers they found helpful, and the questions that wait for the organisers."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import metadata, person_column
from storage.tables.columns import Moment

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("topic", String(128)),
    Column("state", String(16), nullable=False, index=True),
    Column("into", Integer, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("answer", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("version", Integer, nullable=False),  # counts the answers; 0 for none yet
    person_column("decider", on_erase="SET NULL"),
    Column("decided_by", String(100), nullable=False),
    Column("decided_at", Moment),
    Column("created_at", Moment, nullable=False),
)

followers = Table(
    "question_followers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Integer, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
    person_column(),
    Column("platform", String(16), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("name", String(100), nullable=False),  # empty unless the person allowed it to be shown
    Column("version", Integer, nullable=False),  # of the answer that the person was told; 0 for none yet
    Column("since", Moment, nullable=False, index=True),
    UniqueConstraint("question", "person", name="question_followers_once"),
)

asked = Table(
    "asked",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(),
    Column("platform", String(16), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("thread", String(64), nullable=False),  # empty outside of any
    Column("question", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("topic", String(128)),
    Column("answer", Integer, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("version", Integer, nullable=False),  # of the organisers' answer; 0 where the call answered
    Column("handed_on", Integer, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("shared", Boolean, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

votes = Table(
    "votes",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(),
    Column("topic", String(128), nullable=False),
    Column("version", Integer, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("person", "topic", "version", name="votes_once"),
    Index("votes_topic", "topic"),
)
