"""Rows of what people were told of their duties, what they confirmed, and tests of telephones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class ToldDuty(Base):
    """A duty to come, as somebody was told of it. No longer true, it is taken back and deleted."""

    __tablename__ = "told_duty"
    __table_args__ = (UniqueConstraint("person_id", "starts"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    zone: Mapped[str] = mapped_column(String(64))
    starts: Mapped[datetime] = mapped_column(DateTime)
    """What a clock in that zone shows at the start: what was told stays true when the zone's rules
    change."""
    ends: Mapped[datetime | None] = mapped_column(DateTime)
    """The same for the end; empty when it was too far to be told."""
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    moment: Mapped[str] = mapped_column(String(8))
    """The last one told: 7d, 24h or 1h."""
    channels: Mapped[list[str]] = mapped_column(JSON)
    times: Mapped[int] = mapped_column(default=1)
    """How often it was told."""


class StartCheck(Base):
    """Somebody is called at the start of their duty, and confirms with a key."""

    __tablename__ = "start_check"
    __table_args__ = (UniqueConstraint("person_id", "starts_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    """asked, confirmed, unanswered, or given up since they are not on duty any more."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PhoneCall(Base):
    """A call to one telephone of somebody: to verify it, or to test when its voicemail answers."""

    __tablename__ = "phone_call"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    phone_id: Mapped[int] = mapped_column(ForeignKey("phone.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(8))
    """verify or test."""
    ring_seconds: Mapped[int]
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    rang_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str | None] = mapped_column(String(16))
    code: Mapped[str | None] = mapped_column(Encrypted)
    """Four digits that the call says instead of asking for a key, until they were written."""
    code_tries: Mapped[int] = mapped_column(default=0)
