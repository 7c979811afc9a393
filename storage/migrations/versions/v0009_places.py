"""Deliveries by their destination, so that a long queue costs no more to take from than a short one."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("deliveries_place", "deliveries", ["platform", "place", "target", "state"])
