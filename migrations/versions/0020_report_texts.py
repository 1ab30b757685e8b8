"""The line's own words in its annual reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds one table."""
    op.create_table(
        "report_text",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("place", sa.String(16), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
