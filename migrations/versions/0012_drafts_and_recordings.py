"""Drafts and versions of lines, and their recorded prompts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds three tables and a column of lines; the document of each line is its first version."""
    op.add_column("line", sa.Column("recordings_token", sa.String(16)))
    op.create_table(
        "line_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.UniqueConstraint("line_id", "number"),
    )
    op.execute(
        "INSERT INTO line_version (line_id, number, document, author, made_at)"
        " SELECT id, version, document, 'hotline', loaded_at FROM line"
    )
    op.create_table(
        "line_draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("previous", sa.JSON),
        sa.Column("base", sa.JSON, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("edits", sa.Integer, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
    )
    op.create_index(
        "uq_line_draft_open",
        "line_draft",
        ["line_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "recording",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("phrase", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("in_use", sa.Boolean, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("sound", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "uq_recording_in_use",
        "recording",
        ["line_id", "language", "phrase"],
        unique=True,
        sqlite_where=sa.text("in_use"),
        postgresql_where=sa.text("in_use"),
    )
