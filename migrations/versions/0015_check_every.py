"""How many months after a check a structure of the directory is to be checked again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds a column: twice a year for those that are there."""
    op.add_column(
        "structure", sa.Column("check_every", sa.Integer, nullable=False, server_default="6")
    )
