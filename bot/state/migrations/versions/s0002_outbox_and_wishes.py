"""A delivery is of any subject, a wish has its own settings; deadlines settled, changes told, gaps and the pace."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Change two tables, keeping their rows, and make the others."""
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("deadline", new_column_name="subject", existing_type=sa.String(64))
        deliveries.alter_column(
            "lead",
            new_column_name="mark",
            existing_type=sa.Integer,
            type_=sa.String(24),
            postgresql_using="CAST(lead AS VARCHAR)",
        )
        deliveries.create_index("ix_deliveries_claimed", ["claimed"])
    _wishes()
    _facts()
    _others()


def _wishes() -> None:
    with op.batch_alter_table("wishes") as wishes:
        wishes.add_column(sa.Column("everything", sa.Boolean, nullable=False, server_default=sa.true()))
        wishes.add_column(sa.Column("audience", sa.String(32)))
        wishes.add_column(sa.Column("leads", sa.String(64)))
        wishes.add_column(sa.Column("hour", sa.Integer))
        wishes.add_column(sa.Column("zone", sa.String(64)))
        wishes.add_column(sa.Column("quiet_from", sa.Integer))
        wishes.add_column(sa.Column("quiet_to", sa.Integer))
        wishes.add_column(sa.Column("working_days", sa.Boolean, nullable=False, server_default=sa.false()))
        wishes.add_column(sa.Column("news", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "follows",
        _number("chat"),
        _number("topic"),
        sa.Column("event", sa.String(64), primary_key=True),
        sa.Column("wanted", sa.Boolean, nullable=False),
        sa.Column("leads", sa.String(64)),
        sa.Column("since", INSTANT, nullable=False),
    )


def _facts() -> None:
    op.create_table(
        "told",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("subject", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False, index=True),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("at", INSTANT, nullable=False, index=True),
    )


def _others() -> None:
    op.create_table(
        "settled",
        _number("chat"),
        sa.Column("subject", sa.String(64), primary_key=True),
        sa.Column("topic", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
    )
    op.create_table(
        "gaps",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("question", sa.String(512), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_table("pace", _number("scope"), sa.Column("free", INSTANT, nullable=False))


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
