"""A state may be sealed by a key: what proves which, and questions of any length once sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the row that tells by which key, by none yet."""
    made = op.create_table(
        "seal",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("proof", sa.Text),
    )
    op.bulk_insert(made, [{"number": 1, "proof": None}])
    with op.batch_alter_table("gaps") as gaps:
        gaps.alter_column("question", existing_type=sa.String(512), type_=sa.Text, existing_nullable=False)
