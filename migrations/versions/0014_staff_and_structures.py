"""Qualifications of people, the code of a telephone's call, and the directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Adds two tables and two columns of calls to telephones."""
    op.add_column("phone_call", sa.Column("code", sa.Text))
    op.add_column(
        "phone_call", sa.Column("code_tries", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "qualification",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
    )
    op.create_table(
        "structure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("professions", sa.JSON, nullable=False),
        sa.Column("territories", sa.JSON, nullable=False),
        sa.Column("tied_to_order", sa.String(80)),
        sa.Column("numbers", sa.JSON, nullable=False),
        sa.Column("address", sa.String(300)),
        sa.Column("hours", sa.String(200)),
        sa.Column("note", sa.String(500)),
        sa.Column("code", sa.String(8)),
        sa.Column("checked_on", sa.Date),
        sa.Column("checked_by", sa.String(64)),
        sa.Column("check_after", sa.Date, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
    )
