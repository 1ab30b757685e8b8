"""What is announced by hand, on top of a line's file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds two columns to lines."""
    op.add_column("line", sa.Column("announced", sa.JSON))
    op.add_column(
        "line", sa.Column("announced_number", sa.Integer, nullable=False, server_default="0")
    )
