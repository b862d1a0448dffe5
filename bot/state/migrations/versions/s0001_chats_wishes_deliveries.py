"""Chats, wishes, deliveries, dialogues and updates: the tables of the first version, which had no migrations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "chats",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("asleep", sa.Boolean, nullable=False),
        sa.Column("seen", INSTANT, nullable=False),
    )
    op.create_table("wishes", *_place(), sa.Column("since", INSTANT, nullable=False))
    op.create_table(
        "deliveries",
        *_place(),
        sa.Column("deadline", sa.String(64), primary_key=True),
        sa.Column("lead", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("claimed", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT),
        sa.Column("message", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_table(
        "dialogues",
        *_place(),
        sa.Column("memory", sa.Text, nullable=False),
        sa.Column("said", INSTANT, nullable=False),
    )
    op.create_table(
        "updates",
        sa.Column("update", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seen", INSTANT, nullable=False, index=True),
    )


def _place() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
    )
