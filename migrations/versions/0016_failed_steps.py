"""Steps of calls that failed before the call was known, by hour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds one table."""
    op.create_table(
        "failed_steps",
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), primary_key=True),
        sa.Column("hour", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
