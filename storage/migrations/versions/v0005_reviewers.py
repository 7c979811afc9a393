"""Who offered to review, and imports that wait for an organiser's word."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviewers()
    _imports()


def _reviewers() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "reviewers",
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("email_hash", sa.String(64), unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("openreview", sa.String(100), nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("load", sa.Integer, nullable=False),
        sa.Column("experience", sa.String(16), nullable=False),
        sa.Column("conflict_domains", sa.Text, nullable=False),
        sa.Column("conflict_people", sa.Text, nullable=False),
        sa.Column("first_author", sa.Boolean, nullable=False),
        sa.Column("consent_version", sa.String(32), nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("reminded_at", moment),
        *(
            sa.Column(name, moment, nullable=False)
            for name in ("erase_at", "queued_at", "created_at", "changed_at")
        ),
    )
    op.create_index("reviewers_queue", "reviewers", ["state", "queued_at", "person"])
    op.create_index("reviewers_coverage", "reviewers", ["state", "topics", "load"])
    op.create_index("reviewers_authors", "reviewers", ["first_author", "state"])
    op.create_index("reviewers_profiles", "reviewers", ["openreview", "state"])
    op.create_index("reviewers_erase_at", "reviewers", ["erase_at", "person"])


def _imports() -> None:
    op.create_table(
        "reviewer_imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_reviewer_imports_person", "reviewer_imports", ["person"])
    op.create_index("ix_reviewer_imports_created_at", "reviewer_imports", ["created_at"])
