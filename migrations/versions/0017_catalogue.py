"""Where calls came from, and what is left of a year once its facts are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds one column and one table."""
    op.add_column("fact", sa.Column("territory", sa.String(8)))
    op.create_table(
        "catalogue_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("table", sa.String(24), primary_key=True),
        sa.Column("row", sa.String(24), primary_key=True),
        sa.Column("column", sa.String(24), primary_key=True),
        sa.Column("source", sa.String(8), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
