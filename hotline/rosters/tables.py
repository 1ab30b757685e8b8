"""Rows of teams and their roster: rotations and one-off shifts, in local times."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


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
    active: Mapped[bool] = mapped_column(default=True)


class Rotation(Base):
    """A rotation's rule; its people are in RotationPerson."""

    __tablename__ = "rotation"
    __table_args__ = (UniqueConstraint("line_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    slug: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(8))
    every: Mapped[int]
    handover: Mapped[time] = mapped_column(Time)
    weekday: Mapped[str | None] = mapped_column(String(16))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    windows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class RotationPerson(Base):
    """Who takes which turn of a rotation; position 0 takes the first."""

    __tablename__ = "rotation_person"

    rotation_id: Mapped[int] = mapped_column(
        ForeignKey("rotation.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class OneOffShift(Base):
    """One person on duty once; start and end are naive local times of the team's zone."""

    __tablename__ = "one_off_shift"
    __table_args__ = (UniqueConstraint("line_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    slug: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)


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
