"""Calls and their legs, wrap-ups, the outbox, what remains, and when jobs are due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)
LIVE = sa.text("state <> 'ended'")
OWED = sa.text("owes_until IS NOT NULL")


def upgrade() -> None:
    """Creates the tables of live calls and of what remains of them."""
    op.create_table(
        "call",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("carrier_id", sa.String(64), nullable=False, unique=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("profession", sa.String(8), nullable=False),
        sa.Column("plan", sa.String(64)),
        sa.Column("kind_wanted", sa.String(16)),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("queued_at", INSTANT),
        sa.Column("offered_at", INSTANT),
        sa.Column("offers", sa.Integer, nullable=False),
        sa.Column("queue_id", sa.String(64)),
        sa.Column("claimed_by", sa.String(32)),
        sa.Column("lease_until", INSTANT),
        sa.Column("connected_at", INSTANT),
        sa.Column("troubles", sa.Integer, nullable=False),
        sa.Column("numbers_heard", sa.Boolean, nullable=False),
        sa.Column("danger", sa.Boolean, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("outcome", sa.String(16)),
    )
    op.create_index(
        "ix_call_live", "call", ["line_id", "state"], sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index("ix_call_ended_at", "call", ["ended_at"])
    op.create_table(
        "leg",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "call_id", sa.String(32), sa.ForeignKey("call.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.Column("phone", sa.Integer, nullable=False),
        sa.Column("ring_seconds", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("carrier_id", sa.String(64)),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("ringing_at", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("connected_at", INSTANT),
        sa.Column("off_bridge_at", INSTANT),
        sa.Column("talk_seconds", sa.Integer, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("result", sa.String(16)),
        sa.Column("dismissed", sa.Boolean, nullable=False),
        sa.Column("owes_until", INSTANT),
    )
    op.create_index(
        "uq_leg_person_live",
        "leg",
        ["person_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_leg_call_id", "leg", ["call_id"])
    op.create_index("ix_leg_carrier_id", "leg", ["carrier_id"])
    op.create_index(
        "ix_leg_owes_until", "leg", ["owes_until"], sqlite_where=OWED, postgresql_where=OWED
    )
    op.create_table(
        "wrap_up",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "call_id", sa.String(32), sa.ForeignKey("call.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT),
        sa.Column("via", sa.String(8)),
        sa.Column("nature", sa.String(16)),
        sa.Column("reason", sa.String(8)),
        sa.Column("heard", sa.String(8)),
        sa.Column("second_reason", sa.String(8)),
        sa.Column("severity", sa.Integer),
        sa.Column("orientation", sa.String(16)),
        sa.Column("ongoing", sa.Boolean),
        sa.UniqueConstraint("call_id", "person_id"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("once", sa.String(80), nullable=False, unique=True),
        sa.Column("body", sa.Text),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("try_at", INSTANT, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", INSTANT),
    )
    op.create_table(
        "erasure",
        sa.Column("carrier_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("try_at", INSTANT, nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_table(
        "fact",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("profession", sa.String(8), nullable=False),
        sa.Column("kind_wanted", sa.String(16)),
        sa.Column("kind_obtained", sa.String(16)),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("talk_band", sa.String(8)),
        sa.Column("reason", sa.String(8), nullable=False),
        sa.Column("second_reason", sa.String(8)),
        sa.Column("orientation", sa.String(16)),
        sa.Column("ongoing", sa.Boolean),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_line_day", "fact", ["line", "day"])
    op.create_table(
        "duration_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("measure", sa.String(16), primary_key=True),
        sa.Column("seconds", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "severity_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("severity", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "job_turn",
        sa.Column("job", sa.String(32), primary_key=True),
        sa.Column("due_at", INSTANT, nullable=False),
    )
