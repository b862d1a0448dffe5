"""A digest a week, who settled what, delegations that answer as one, calendars to subscribe to."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what a place may wish and who settled a deadline, and make three tables."""
    with op.batch_alter_table("wishes") as wishes:
        wishes.add_column(sa.Column("digest_day", sa.Integer))
        wishes.add_column(sa.Column("digest_hour", sa.Integer))
        wishes.add_column(sa.Column("digest_since", INSTANT))
    with op.batch_alter_table("settled") as settled:
        settled.add_column(sa.Column("by", sa.Text))
    op.create_table("delegation_links", _number("chat"), _secret("code"), sa.Column("since", INSTANT, nullable=False))
    op.create_table(
        "members",
        _number("chat"),
        sa.Column("delegation", sa.BigInteger, nullable=False, index=True),
        sa.Column("since", INSTANT, nullable=False),
    )
    op.create_table("feeds", _number("chat"), _secret("token"), sa.Column("since", INSTANT, nullable=False))


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)


def _secret(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False, index=True, unique=True)
