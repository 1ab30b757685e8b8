"""What a rehearsal has settled, and what the carrier says during one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hotline.database import UtcDateTime

revision = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds two tables."""
    op.create_table(
        "settled_point",
        sa.Column("point", sa.String(48), primary_key=True),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("observed", sa.Boolean, nullable=False),
        sa.Column("settled_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
    )
    op.create_table(
        "rehearsal_word",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.String(32), nullable=False, index=True),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
    )
