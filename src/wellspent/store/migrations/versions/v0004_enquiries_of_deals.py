"""How a deal's enquiry was found, where the deal itself names none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; deals of before are looked at again when leads or contacts come in."""
    op.add_column("deals", sa.Column("link_reason", sa.Text, nullable=False, server_default=""))
