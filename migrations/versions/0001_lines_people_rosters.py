"""Lines, the people who answer on them, and their rosters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Creates the tables of lines, people and rosters."""
    op.create_table(
        "line",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("slug", name="uq_line_slug"),
    )
    op.create_table(
        "reached_number",
        sa.Column("number", sa.String(16), primary_key=True),
        sa.Column(
            "line_id",
            sa.Integer,
            sa.ForeignKey("line.id", name="fk_reached_number_line_id"),
            nullable=False,
            index=True,
        ),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "line_id",
            sa.Integer,
            sa.ForeignKey("line.id", name="fk_person_line_id"),
            nullable=False,
        ),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("professions", sa.JSON, nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("line_id", "slug", name="uq_person_line_id_slug"),
    )
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("person.id", name="fk_phone_person_id"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("lookup", sa.String(64), nullable=False, index=True),
        sa.UniqueConstraint("person_id", "position", name="uq_phone_person_id_position"),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "line_id", sa.Integer, sa.ForeignKey("line.id", name="fk_team_line_id"), nullable=False
        ),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("time_zone", sa.String(64)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("line_id", "slug", name="uq_team_line_id_slug"),
    )
    op.create_table(
        "rotation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "line_id",
            sa.Integer,
            sa.ForeignKey("line.id", name="fk_rotation_line_id"),
            nullable=False,
        ),
        sa.Column(
            "team_id",
            sa.Integer,
            sa.ForeignKey("team.id", name="fk_rotation_team_id"),
            nullable=False,
        ),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("unit", sa.String(8), nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("handover", sa.Time, nullable=False),
        sa.Column("weekday", sa.String(16)),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("windows", sa.JSON, nullable=False),
        sa.UniqueConstraint("line_id", "slug", name="uq_rotation_line_id_slug"),
    )
    op.create_table(
        "rotation_person",
        sa.Column(
            "rotation_id",
            sa.Integer,
            sa.ForeignKey("rotation.id", ondelete="CASCADE", name="fk_rotation_person_rotation_id"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("person.id", name="fk_rotation_person_person_id"),
            nullable=False,
        ),
    )
    op.create_table(
        "one_off_shift",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "line_id",
            sa.Integer,
            sa.ForeignKey("line.id", name="fk_one_off_shift_line_id"),
            nullable=False,
        ),
        sa.Column(
            "team_id",
            sa.Integer,
            sa.ForeignKey("team.id", name="fk_one_off_shift_team_id"),
            nullable=False,
        ),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("person.id", name="fk_one_off_shift_person_id"),
            nullable=False,
        ),
        sa.Column("starts", sa.DateTime, nullable=False),
        sa.Column("ends", sa.DateTime, nullable=False),
        sa.UniqueConstraint("line_id", "slug", name="uq_one_off_shift_line_id_slug"),
    )


def downgrade() -> None:
    """Drops them, in the order that their references allow."""
    for table in (
        "one_off_shift",
        "rotation_person",
        "rotation",
        "team",
        "phone",
        "person",
        "reached_number",
        "line",
    ):
        op.drop_table(table)
