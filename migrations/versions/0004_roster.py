"""The roster: its history, its decisions, and what is kept around them. One function a part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the tables and columns of the roster; what lines had keeps what it meant."""
    _rest()


def _rest() -> None:
    """Whose rules of rest, zone and holidays are a person's; what they answered, by month."""
    for column in (
        sa.Column("contract", sa.String(16), nullable=False, server_default="volunteer"),
        sa.Column("time_zone", sa.String(64)),
        sa.Column("holidays", sa.String(8)),
    ):
        op.add_column("person", column)
    op.create_table(
        "responder_month",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("person.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("severe", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
