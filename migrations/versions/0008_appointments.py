"""Appointments, what is counted of them, and the caller who comes to one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds two tables and a column of calls."""
    op.add_column("call", sa.Column("expected_by", sa.Integer))
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column(
            "call_id", sa.String(32), sa.ForeignKey("call.id", ondelete="SET NULL"), index=True
        ),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("place", sa.String(64)),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("moves", sa.Integer, nullable=False),
        sa.Column("said", sa.Boolean, nullable=False),
        sa.Column("linked", sa.Boolean, nullable=False),
        sa.Column("reminded", sa.String(8)),
        sa.Column("left_told", sa.Boolean, nullable=False),
        sa.Column("code_print", sa.String(64), nullable=False),
        sa.Column("page_print", sa.String(64), nullable=False, unique=True),
        sa.Column("responder_print", sa.String(64), nullable=False, unique=True),
        sa.Column("responder_joined_at", INSTANT),
        sa.Column("caller_print", sa.String(64), unique=True),
        sa.Column("caller_joined_at", INSTANT),
        sa.UniqueConstraint("line_id", "code_print"),
    )
    op.create_table(
        "appointment_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("appointments", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
