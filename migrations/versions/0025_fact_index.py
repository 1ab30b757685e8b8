"""All that is counted of a fact stands in the index by line and day: counting reads no row."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision: str | None = "0024"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Puts a wider index in the place of one that it begins with."""
    op.create_index(
        "ix_fact_counted",
        "fact",
        [
            *("line", "day", "hour", "language", "profession", "territory", "kind_wanted"),
            *("kind_obtained", "outcome", "talk_band", "reason", "second_reason", "orientation"),
            "ongoing",
        ],
    )
    op.drop_index("ix_fact_line_day", "fact")
