"""The whole conversation: what a caller agrees to or avoids, passing on, pauses, blocks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)
NONE = sa.text("'[]'")


def upgrade() -> None:
    """Adds columns with the value that calls and people had without them, and new tables."""
    for column in (
        sa.Column("answers", sa.JSON, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("territory", sa.String(8)),
        sa.Column("other_profession", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("avoids", sa.JSON, nullable=False, server_default=NONE),
        sa.Column("held_until", INSTANT),
        sa.Column("passing", sa.String(16)),
        sa.Column("passing_to", sa.String(64)),
        sa.Column("given", sa.JSON, nullable=False, server_default=NONE),
        sa.Column("given_said", sa.Integer, nullable=False, server_default="0"),
        sa.Column("abusive", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("helped", sa.Integer),
    ):
        op.add_column("call", column)
    op.add_column("leg", sa.Column("language", sa.String(8), nullable=False, server_default="fr"))
    _places_instead_of_keys()
    op.create_index("ix_leg_person", "leg", ["person_id", "planned_at"])
    op.add_column("person", sa.Column("territories", sa.JSON, nullable=False, server_default=NONE))
    op.add_column("person", sa.Column("mail", sa.Text))
    op.add_column(
        "notice", sa.Column("channel", sa.String(8), nullable=False, server_default="text")
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False, index=True),
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False, index=True),
        sa.Column("cause", sa.String(16), nullable=False),
    )
    op.create_table(
        "debrief",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("noted_on", sa.Date, nullable=False),
        sa.Column("settled_on", sa.Date),
        sa.UniqueConstraint("person_id", "noted_on"),
    )
    op.create_table(
        "short_lived_key",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("purpose", "until"),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("key_id", sa.Integer, sa.ForeignKey("short_lived_key.id"), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("until", INSTANT, nullable=False, index=True),
        sa.UniqueConstraint("line_id", "fingerprint"),
    )
    op.create_table(
        "helped_count",
        sa.Column("line", sa.String(64), primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("helped", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _places_instead_of_keys() -> None:
    """A menu is read in its order now: choices loaded before lose their keys."""
    line = sa.table("line", sa.column("id", sa.Integer), sa.column("document", sa.JSON))
    for row in op.get_bind().execute(sa.select(line)).all():
        choices = row.document["menu"]["choices"]
        in_order = sorted(choices, key=lambda choice: choice.get("key", ""))
        for choice in in_order:
            choice.pop("key", None)
        menu = row.document["menu"] | {"choices": in_order}
        document = row.document | {"menu": menu}
        op.execute(sa.update(line).where(line.c.id == row.id).values(document=document))
