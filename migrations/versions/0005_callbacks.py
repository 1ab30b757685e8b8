"""Calling back: requests, their counters, and calls that begin without a caller on the line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)
NONE = sa.text("'[]'")


def upgrade() -> None:
    """Calls so far asked for none, and were none."""
    op.add_column("call", sa.Column("callback_id", sa.Integer))
    op.add_column(
        "call", sa.Column("callback_asked", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "callback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("profession", sa.String(8), nullable=False),
        sa.Column("kind_wanted", sa.String(16)),
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("companion_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("territory", sa.String(8)),
        sa.Column("other_profession", sa.Boolean, nullable=False),
        sa.Column("avoids", sa.JSON, nullable=False, server_default=NONE),
        sa.Column("no_message", sa.Boolean, nullable=False),
        sa.Column("starts_at", INSTANT),
        sa.Column("ends_at", INSTANT),
        sa.Column("asked_in", sa.String(32)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("try_at", INSTANT),
        sa.Column("expires_at", INSTANT, nullable=False, index=True),
        sa.Column("try_id", sa.String(32), unique=True),
        sa.Column("call_id", sa.String(32)),
        sa.Column("rung_at", INSTANT),
        sa.Column("carrier_id", sa.String(64)),
        sa.Column("answered_at", INSTANT),
        sa.Column("known_at", INSTANT),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("over_at", INSTANT),
        sa.Column("wrong_number", sa.Boolean, nullable=False),
    )
    op.create_index(
        "uq_callback_asked_in",
        "callback",
        ["asked_in"],
        unique=True,
        sqlite_where=sa.text("asked_in IS NOT NULL"),
        postgresql_where=sa.text("asked_in IS NOT NULL"),
    )
    op.create_index("ix_callback_state_try_at", "callback", ["state", "try_at"])
    op.create_table(
        "callback_day",
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("rung", sa.Integer, nullable=False),
    )
    op.create_table(
        "callback_month",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("result", sa.String(16), primary_key=True),
        sa.Column("callbacks", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
