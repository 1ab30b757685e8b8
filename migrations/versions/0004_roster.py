"""The roster: its history, its decisions, and what is kept around them. One function a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the tables and columns of the roster; what lines had keeps what it meant."""
    _changes()
    _rules()
    _decisions()
    _rest()
    _calendars()
    _readiness()
    _told_gaps()
    _telephone()
    _swaps()


def _changes() -> None:
    """Every change of a roster is a row; what lines had was brought by their first."""
    op.create_table(
        "roster_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("undoes_id", sa.Integer, sa.ForeignKey("roster_change.id")),
        sa.UniqueConstraint("line_id", "number"),
    )
    op.execute(
        "INSERT INTO roster_change (line_id, number, made_at, kind, author)"
        " SELECT id, 1, loaded_at, 'load', 'hotline' FROM line"
    )
    op.add_column(
        "line", sa.Column("roster_number", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column("line", sa.Column("roster_changed_at", INSTANT))
    op.add_column("line", sa.Column("roster_token", sa.String(16)))
    op.add_column("line", sa.Column("frozen_until", INSTANT))
    op.execute("UPDATE line SET roster_number = 1, roster_changed_at = loaded_at")


def _rules() -> None:
    """Rotations and shifts become documents with versions, instead of rows of three tables."""
    rules = op.create_table(
        "roster_rule",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(80), nullable=False),
        sa.Column("opened_in", sa.Integer, sa.ForeignKey("roster_change.id"), nullable=False),
        sa.Column("closed_in", sa.Integer, sa.ForeignKey("roster_change.id")),
        sa.Column("again_of", sa.Integer),
        sa.Column("first_start", sa.DateTime),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("rule", sa.JSON, nullable=False),
    )
    op.create_index(
        "uq_roster_rule_open",
        "roster_rule",
        ["line_id", "slug", "kind"],
        unique=True,
        sqlite_where=sa.text("closed_in IS NULL"),
        postgresql_where=sa.text("closed_in IS NULL"),
    )
    op.bulk_insert(rules, [*_rows_of("rotation"), *_rows_of("one_off_shift")])
    for table in ("one_off_shift", "rotation_person", "rotation"):
        op.drop_table(table)


def _rows_of(table: str) -> Iterator[dict[str, Any]]:
    metadata = sa.MetaData()
    bind = op.get_bind()
    old, line, team, person, change, turn = (
        sa.Table(name, metadata, autoload_with=bind)
        for name in (table, "line", "team", "person", "roster_change", "rotation_person")
    )
    found = sa.select(
        *old.c,
        team.c.slug.label("team_slug"),
        team.c.time_zone,
        change.c.id.label("change_id"),
        line.c.document,
    ).select_from(
        old.join(team, team.c.id == old.c.team_id)
        .join(line, line.c.id == old.c.line_id)
        .join(change, change.c.line_id == old.c.line_id)
    )
    for row in bind.execute(found.order_by(old.c.id)).all():
        rule: dict[str, Any] = {"slug": row.slug, "team": row.team_slug, "role": row.role}
        if table == "rotation":
            people = sa.select(person.c.slug).select_from(turn.join(person))
            in_order = people.where(turn.c.rotation_id == row.id).order_by(turn.c.position)
            rule |= {
                "people": list(bind.scalars(in_order)),
                "unit": row.unit,
                "every": row.every,
                "handover": f"{row.handover:%H:%M}",
                "weekday": row.weekday,
                "starts_on": row.starts_on.isoformat(),
                "ends_on": row.ends_on and row.ends_on.isoformat(),
                "windows": row.windows,
            }
        else:
            rule |= {
                "person": bind.scalar(sa.select(person.c.slug).filter_by(id=row.person_id)),
                "start": row.starts.isoformat(timespec="minutes"),
                "end": row.ends.isoformat(timespec="minutes"),
            }
        yield {
            "line_id": row.line_id,
            "slug": row.slug,
            "kind": "rotation" if table == "rotation" else "shift",
            "origin": "file",
            "opened_in": row.change_id,
            "zone": row.time_zone or row.document["line"]["time_zone"],
            "rule": rule,
        }


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("opened_in", sa.Integer, sa.ForeignKey("roster_change.id"), nullable=False),
        sa.Column("closed_in", sa.Integer, sa.ForeignKey("roster_change.id")),
        sa.Column("again_of", sa.Integer),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("team", sa.String(64)),
        sa.Column("role", sa.String(64)),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("source", sa.String(64)),
        sa.Column("local_start", sa.DateTime),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts", sa.DateTime, nullable=False),
        sa.Column("ends", sa.DateTime, nullable=False),
    )
    op.create_table(
        "past_duty",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("local_start", sa.DateTime, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        sa.Column("planned_person_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("planned_start", INSTANT),
        sa.Column("planned_end", INSTANT),
        sa.Column("why", sa.JSON, nullable=False),
        sa.Index("ix_past_duty_line_id_end", "line_id", "end"),
    )


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


def _calendars() -> None:
    """Calendars that are read, and keys to those that are given."""
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("ignored", sa.JSON, nullable=False),
        sa.Column("read_next_at", INSTANT, nullable=False, index=True),
        sa.Column("read_at", INSTANT),
        sa.Column("broken_since", INSTANT),
        sa.Column("broken_by", sa.String(16)),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.UniqueConstraint("line_id", "slug"),
    )
    op.create_table(
        "calendar_key",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), index=True),
        sa.Column("team", sa.String(64)),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
    )


def _readiness() -> None:
    """Reminders, the check at the start of a duty, and tests of telephones."""
    op.add_column("person", sa.Column("reminders", sa.JSON))
    op.add_column(
        "team",
        sa.Column("start_check", sa.JSON, nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column(
        "notice", sa.Column("step", sa.String(16), nullable=False, server_default="alerts")
    )
    op.add_column("phone", sa.Column("verified_at", INSTANT))
    op.add_column("phone", sa.Column("tested_at", INSTANT))
    op.add_column("phone", sa.Column("voicemail_after", sa.Integer))
    op.create_table(
        "told_duty",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts", sa.DateTime, nullable=False),
        sa.Column("ends", sa.DateTime),
        sa.Column("starts_at", INSTANT, nullable=False, index=True),
        sa.Column("moment", sa.String(8), nullable=False),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.UniqueConstraint("person_id", "starts"),
    )
    op.create_table(
        "start_check",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False, index=True),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.UniqueConstraint("person_id", "starts_at"),
    )
    op.create_table(
        "phone_call",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column(
            "phone_id",
            sa.Integer,
            sa.ForeignKey("phone.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("purpose", sa.String(8), nullable=False),
        sa.Column("ring_seconds", sa.Integer, nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False, index=True),
        sa.Column("rang_at", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("result", sa.String(16)),
    )


def _told_gaps() -> None:
    """The gaps that coordinators were told of."""
    op.create_table(
        "told_gap",
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), primary_key=True),
        sa.Column("team", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(64), primary_key=True),
        sa.Column("start", INSTANT, primary_key=True),
    )


def _telephone() -> None:
    """Responders who call their own menu: codes, wrong ones counted, calls while they last."""
    op.create_table(
        "personal_code",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", INSTANT, nullable=False),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), primary_key=True),
        sa.Column("hour", INSTANT, primary_key=True),
        sa.Column("entries", sa.Integer, nullable=False),
    )
    op.create_table(
        "own_call",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("carrier_id", sa.String(64), nullable=False, unique=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("offered", sa.JSON, nullable=False),
        sa.Column("until", INSTANT, nullable=False, index=True),
    )


def _swaps() -> None:
    """Duties offered by those who have them."""
    op.create_table(
        "swap_offer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("giver_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("to_id", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("local_start", sa.DateTime, nullable=False),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        sa.Column("return_source", sa.String(64)),
        sa.Column("return_local_start", sa.DateTime),
        sa.Column("words", sa.Text),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.Column("settled_by", sa.String(64)),
        sa.Column("taken_by", sa.Integer, sa.ForeignKey("person.id")),
        sa.Column("change_id", sa.Integer, sa.ForeignKey("roster_change.id")),
    )
    op.create_index(
        "uq_swap_offer_offered",
        "swap_offer",
        ["line_id", "source", "local_start", "giver_id"],
        unique=True,
        sqlite_where=sa.text("state = 'offered'"),
        postgresql_where=sa.text("state = 'offered'"),
    )
