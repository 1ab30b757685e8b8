"""What was given away of a year, as it was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds one table."""
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("withdrawn_at", INSTANT),
    )
    in_force = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_publication_line_year",
        "publication",
        ["line", "year"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
