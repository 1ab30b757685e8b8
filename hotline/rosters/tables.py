"""Rows of teams and their roster: its rules in versions, its decisions, and what is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class Team(Base):
    """People who share a roster. Its time zone is the line's where it has none of its own."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("line_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    slug: Mapped[str] = mapped_column(String(64))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(16))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    start_check: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The roles whose duties begin with a call that asks to confirm."""
    active: Mapped[bool] = mapped_column(default=True)


class RosterChange(Base):
    """One change of a line's roster: what it opened and closed refers to it. Never edited."""

    __tablename__ = "roster_change"
    __table_args__ = (UniqueConstraint("line_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    number: Mapped[int]
    """1 is the line's first; people name a change by it."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(Encrypted)
    """Encrypted, since it may speak of somebody's health."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("roster_change.id"))


class Versioned:
    """What changes open and close: a row is never edited, a newer one takes its place."""

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    opened_in: Mapped[int] = mapped_column(ForeignKey("roster_change.id"))
    closed_in: Mapped[int | None] = mapped_column(ForeignKey("roster_change.id"))
    again_of: Mapped[int | None]
    """The row that this one opens again, when a change that closed it was undone."""


class RosterRule(Versioned, Base):
    """One version of a rotation or shift, as a line's file writes it.

    It speaks for the time from the change that opened it until the one that closed it; what a
    line's first change brought speaks for the time before as well.
    """

    __tablename__ = "roster_rule"
    __table_args__ = (
        Index(
            "uq_roster_rule_open",
            "line_id",
            "slug",
            "kind",
            unique=True,
            sqlite_where=text("closed_in IS NULL"),
            postgresql_where=text("closed_in IS NULL"),
        ),
    )

    slug: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    """rotation or shift."""
    origin: Mapped[str] = mapped_column(String(80))
    """file, import, or the feed it came by."""
    first_start: Mapped[datetime | None] = mapped_column(DateTime)
    """The local start by which the duty of a shift that was moved is still known."""
    zone: Mapped[str] = mapped_column(String(64))
    """That of its team when it was opened: a team that moves does not rewrite its past."""
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)


class Decision(Versioned, Base):
    """One change of who is on, on top of the rotations and shifts (see schedules.decisions)."""

    __tablename__ = "decision"

    place: Mapped[int]
    """Where it stands among the line's decisions: a shortened one keeps its place."""
    kind: Mapped[str] = mapped_column(String(16))
    team: Mapped[str | None] = mapped_column(String(64))
    role: Mapped[str | None] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(String(64))
    local_start: Mapped[datetime | None] = mapped_column(DateTime)
    zone: Mapped[str] = mapped_column(String(64))
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)


class PastDuty(Base):
    """A duty that is over, frozen as instants: as it was planned, and as it was.

    Without a person nobody did it. Neither an edit nor new rules of clocks change it any more.
    """

    __tablename__ = "past_duty"
    __table_args__ = (Index("ix_past_duty_line_id_end", "line_id", "end"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    team: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(64))
    local_start: Mapped[datetime] = mapped_column(DateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    start: Mapped[datetime] = mapped_column(UtcDateTime)
    end: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    planned_start: Mapped[datetime | None] = mapped_column(UtcDateTime)
    planned_end: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[dict[str, Any]] = mapped_column(JSON)


class Volunteer(Base):
    """Somebody who declared themselves available, on top of the roster and never instead of it."""

    __tablename__ = "volunteer"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Pause(Base):
    """Somebody on duty who is not rung for a while."""

    __tablename__ = "pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    cause: Mapped[str] = mapped_column(String(16))
    """not tonight, or hard call."""


class ToldGap(Base):
    """A gap of the roster that coordinators were told of; the row goes with the gap."""

    __tablename__ = "told_gap"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    team: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(64), primary_key=True)
    start: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
