"""Deliveries that wait are found without reading those that were sent."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_deliveries_stage", "deliveries", ["stage"])
