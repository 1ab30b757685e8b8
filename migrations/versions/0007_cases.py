"""Cases: requests by mail or telephone, their history, and what remains of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the tables of cases."""
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), index=True),
        sa.Column("profession", sa.String(8), nullable=False),
        sa.Column("area", sa.String(8)),
        sa.Column("matches", sa.JSON, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("avoids", sa.JSON, nullable=False),
        sa.Column("asked_by", sa.String(16), nullable=False),
        sa.Column("for_someone_else", sa.Boolean, nullable=False),
        sa.Column("limit_hours", sa.Integer, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("escalate_at", INSTANT, nullable=False),
        sa.Column("ask_until", INSTANT),
        sa.Column("accepted_at", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("first_contact_at", INSTANT),
        sa.Column("reminded_at", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.Column("outcome", sa.String(16)),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "case_contact",
        sa.Column("case_id", sa.Integer, _of_case(), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False, index=True),
    )
    op.create_table(
        "case_link",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("case_id", sa.Integer, _of_case(), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
    )
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, _of_case(), nullable=False, index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("channel", sa.String(16)),
        sa.Column("minutes", sa.Integer),
        sa.Column("happened_at", INSTANT),
        sa.Column("detail", sa.String(16)),
        sa.Column("once", sa.String(32)),
        sa.UniqueConstraint("case_id", "once"),
    )
    op.create_table(
        "case_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("figure", sa.String(24), primary_key=True),
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _of_case() -> sa.ForeignKey:
    """What belongs to a case goes with it."""
    return sa.ForeignKey("case_file.id", ondelete="CASCADE")
