"""The journal: what was changed, by whom and when. The database refuses to alter it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER journal_entry_is_not_altered BEFORE UPDATE ON journal_entry"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END",
        "CREATE TRIGGER journal_entry_is_not_deleted BEFORE DELETE ON journal_entry"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION journal_is_never_altered() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the journal is never altered'; END $$",
        "CREATE TRIGGER journal_entry_is_not_altered BEFORE UPDATE OR DELETE ON journal_entry"
        " FOR EACH ROW EXECUTE FUNCTION journal_is_never_altered()",
    ),
}


def upgrade() -> None:
    """Adds a table that only grows."""
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("object_id", sa.String(64), nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    op.create_index("ix_journal_entry_line_id_id", "journal_entry", ["line_id", "id"])
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)
