"""The pace tells when it was written, and what was heard leaves a digest."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the pace anew, whose rows are of seconds ago, and a table of what was heard."""
    op.drop_table("pace")
    op.create_table(
        "pace",
        _number("scope"),
        sa.Column("free", INSTANT, nullable=False),
        sa.Column("noted", INSTANT, nullable=False),
    )
    op.create_table(
        "heard",
        _number("chat"),
        _number("message"),
        sa.Column("digest", sa.String(16), nullable=False),
        sa.Column("seen", INSTANT, nullable=False),
    )
    op.create_index("ix_heard_seen", "heard", ["seen"])


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
