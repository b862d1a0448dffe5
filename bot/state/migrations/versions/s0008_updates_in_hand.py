"""An update is in somebody's hands before it is handled: those noted so far were."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Let a row tell who has an update in hand, and until when; nobody: it was handled."""
    op.add_column("updates", sa.Column("holder", sa.String(16)))
    op.add_column("updates", sa.Column("until", sa.DateTime(timezone=True)))
