"""Coming back to the same person: follow-up codes, records of accompaniment, counts of guesses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the tables, and what a live call knows of a code."""
    _follow_ups()
    _accompaniments()
    _wrong_codes()


def _follow_ups() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("fingerprint", sa.String(64), nullable=False, unique=True),
        sa.Column("expires_on", sa.Date, nullable=False, index=True),
    )
    op.create_table(
        "reachable_hours",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("starts", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
    )
    op.add_column("person", sa.Column("deputy", sa.String(64)))
    # Not by copying the table: its legs would go with the old one.
    op.execute('ALTER TABLE "call" ADD COLUMN companion_id INTEGER REFERENCES person (id)')
    op.execute('ALTER TABLE "call" ADD COLUMN follow_up_id VARCHAR(32) REFERENCES follow_up (id)')
    for name in ("code_keyed", "code_given"):
        op.add_column("call", sa.Column(name, sa.Text))
    for name in ("code_tries", "codes_given"):
        op.add_column("call", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def _accompaniments() -> None:
    op.create_table(
        "responder_keys",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("private", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "accompaniment",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("follow_up_id", sa.String(32), sa.ForeignKey("follow_up.id"), unique=True),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("idle_since", sa.Date),
        sa.Column("content", sa.LargeBinary),
        sa.Column("for_responder", sa.LargeBinary),
        sa.Column("for_code", sa.LargeBinary),
        sa.Column("code_public", sa.LargeBinary),
        sa.Column("code_salt", sa.LargeBinary),
    )
    op.create_table(
        "contact_count",
        sa.Column(
            "accompaniment_id",
            sa.String(32),
            sa.ForeignKey("accompaniment.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("contacts", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
    )
    op.create_table(
        "contact_month",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("contacts", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
    )
    op.create_table(
        "page_session",
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("private", sa.LargeBinary, nullable=False),
        sa.Column("until", INSTANT, nullable=False, index=True),
        sa.Column("latest", INSTANT, nullable=False),
    )


def _wrong_codes() -> None:
    """One count for each kind of code. It holds an hour at most: it may begin anew."""
    op.drop_table("wrong_codes")
    op.create_table(
        "wrong_codes",
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("hour", INSTANT, primary_key=True),
        sa.Column("entries", sa.Integer, nullable=False),
    )
