"""Proof that the carrier has deleted what it held, by day and kind."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from alembic import op

from hotline.database import UtcDateTime

revision = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None

erasure = sa.table(
    "erasure", sa.column("kind"), sa.column("planned_at", UtcDateTime), sa.column("attempts")
)


def upgrade() -> None:
    """Adds one table; what the carrier was asked for already, and has not confirmed, is in it."""
    proof = op.create_table(
        "erasure_day",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("confirmed", sa.Integer, nullable=False),
        sa.Column("longest_hours", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    asked = sa.select(erasure.c.planned_at, erasure.c.kind).where(erasure.c.attempts > 0)
    days = Counter((at.date(), kind) for at, kind in op.get_bind().execute(asked))
    rows = [
        {"day": day, "kind": kind, "asked": count, "confirmed": 0, "longest_hours": 0}
        for (day, kind), count in days.items()
    ]
    if rows:
        op.bulk_insert(proof, rows)
