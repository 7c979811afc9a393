"""Announcements with their revisions and confirmations, and an audit log that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEPT = ("id", "at", "action", "subject", "detail")
FORGOTTEN = "NEW.person IS NULL AND (NEW.actor = OLD.actor OR NEW.actor = 'an organiser')"
REFUSED = "the audit log is only ever added to"


def upgrade() -> None:
    _announcements()
    _revisions()
    _confirmations()
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("confirmed", sa.Integer, nullable=False),
        sa.Column("message", sa.Integer, sa.ForeignKey("messages.id", ondelete="SET NULL")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_announcements_person", "announcements", ["person"])
    op.create_index("ix_announcements_message", "announcements", ["message"])


def _revisions() -> None:
    op.create_table(
        "announcement_revisions",
        sa.Column("announcement", sa.Integer, _of_announcement(), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )


def _confirmations() -> None:
    op.create_table(
        "announcement_confirmations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("announcement", sa.Integer, _of_announcement(), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        _person(),
        sa.Column("actor", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("announcement", "revision", "person", name="announcement_confirmations_once"),
    )
    op.create_index("ix_announcement_confirmations_person", "announcement_confirmations", ["person"])


def _person() -> "sa.Column[int]":
    return sa.Column("person", sa.Integer, sa.ForeignKey("people.id", ondelete="SET NULL"))


def _of_announcement() -> sa.ForeignKey:
    return sa.ForeignKey("announcements.id", ondelete="CASCADE")


def _guard_on_sqlite() -> None:
    """Only the person and her name can be blanked, which is what erasing somebody does."""
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    op.execute(f"CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit {refuse}")
    op.execute(
        f"CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit WHEN NOT ({FORGOTTEN} AND {kept}) {refuse}"
    )


def _guard_on_postgresql() -> None:
    """The error counts as a broken constraint, as it does on SQLite."""
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    fixed = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT)
    refuse = "EXECUTE FUNCTION refuse_audit_change()"
    op.execute(f"CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit FOR EACH ROW {refuse}")
    op.execute(f"CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT {refuse}")
    op.execute(
        "CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit FOR EACH ROW "
        f"WHEN (NOT ({FORGOTTEN} AND {fixed})) {refuse}"
    )
