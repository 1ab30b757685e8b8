"""Rows of appointments: a responder and a time. Whom they meet is written nowhere."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime

PLANNED, CANCELLED = "planned", "cancelled"


class Appointment(Base):
    """One appointment, until the day after it. Keys and the code are kept as fingerprints only."""

    __tablename__ = "appointment"
    __table_args__ = (UniqueConstraint("line_id", "code_print"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    call_id: Mapped[str | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    """The call in which it was made, for its caller to hear it; empty once that is forgotten."""
    channel: Mapped[str] = mapped_column(String(16))
    place: Mapped[str | None] = mapped_column(String(64))
    """The slug of a place of the line's file; only of a channel that needs one."""
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    state: Mapped[str] = mapped_column(String(16), default=PLANNED)
    outcome: Mapped[str | None] = mapped_column(String(16))
    """done or missed, once that is known."""
    moves: Mapped[int] = mapped_column(default=0)
    """How often its time was changed: a change acts only on what its author has seen."""
    said: Mapped[bool] = mapped_column(default=False)
    """Its caller has heard it, as it is now, to its end."""
    linked: Mapped[bool] = mapped_column(default=False)
    """Its caller has been sent it by text, with the video link."""
    reminded: Mapped[str | None] = mapped_column(String(8))
    """The last moment before it at which its responder was reminded: 7d, 24h or 1h."""
    left_told: Mapped[bool] = mapped_column(default=False)
    """Coordinators know that its responder has left the line."""
    code_print: Mapped[str] = mapped_column(String(64))
    page_print: Mapped[str] = mapped_column(String(64), unique=True)
    responder_print: Mapped[str] = mapped_column(String(64), unique=True)
    responder_joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When their video link was opened: it opens once. So is the caller's."""
    caller_print: Mapped[str | None] = mapped_column(String(64), unique=True)
    caller_joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AppointmentCount(Base):
    """How many appointments of a month there were in a channel, and what became of them; tied to
    nobody."""

    __tablename__ = "appointment_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16), primary_key=True)
    """done, cancelled, missed, or UNK where nobody has said."""
    appointments: Mapped[int]
