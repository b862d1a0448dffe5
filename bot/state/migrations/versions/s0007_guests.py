"""Access may be by invitation: who was let in, and by which one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "invitations",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "guests",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("invitation", sa.Integer),
    )
