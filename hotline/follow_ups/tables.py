"""Follow-up codes in force, and the hours in which people are reached by choice."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Date, ForeignKey, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base


class FollowUp(Base):
    """One caller's way back to one responder. Neither the code nor the caller is known here."""

    __tablename__ = "follow_up"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    """Keyed, and slow to make: a code can be recognised, not read."""
    expires_on: Mapped[date] = mapped_column(Date, index=True)
    """The first day on which it is not known any more. A day, and no time: it must not tell the
    call in which it was given."""


class ReachableHours(Base):
    """When somebody lets those they accompany ring them off duty: every day, by the clock of their
    own zone."""

    __tablename__ = "reachable_hours"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    """Earlier than `starts`: on the next day."""
