"""What people asked, their votes, and the questions that wait for the organisers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _questions()
    _followers()
    _asked()
    _votes()


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("topic", sa.String(128)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("into", sa.Integer, sa.ForeignKey("questions.id", ondelete="SET NULL")),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("decider", sa.Integer, sa.ForeignKey("people.id", ondelete="SET NULL")),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    _index("questions", "state", "into", "decider")


def _followers() -> None:
    op.create_table(
        "question_followers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.Integer, sa.ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
        _person(),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.UniqueConstraint("question", "person", name="question_followers_once"),
    )
    _index("question_followers", "person", "since")


def _asked() -> None:
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("thread", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(128)),
        sa.Column("answer", sa.Integer, sa.ForeignKey("questions.id", ondelete="SET NULL")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("handed_on", sa.Integer, sa.ForeignKey("questions.id", ondelete="SET NULL")),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    _index("asked", "person", "answer", "handed_on", "at")


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("topic", sa.String(128), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("person", "topic", "version", name="votes_once"),
    )
    _index("votes", "person")
    op.create_index("votes_topic", "votes", ["topic"])


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _person() -> "sa.Column[int]":
    return sa.Column("person", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
