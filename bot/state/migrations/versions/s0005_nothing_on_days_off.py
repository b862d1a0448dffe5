"""Nothing leaves on days off unless somebody asks for it: nobody could ask before."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Let every place have its days off."""
    op.execute(sa.text("UPDATE wishes SET working_days = :on").bindparams(on=True))
