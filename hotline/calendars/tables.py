"""Calendars that are read for a roster, and the keys by which people read their own duties."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class CalendarFeed(Base):
    """A calendar that somebody publishes, read again and again for one role of one team."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("line_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    slug: Mapped[str] = mapped_column(String(40))
    team: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Encrypted)
    """Encrypted: whoever has it reads the calendar."""
    ignored: Mapped[list[str]] = mapped_column(JSON)
    """Titles of events that are no duties."""
    read_next_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was last read well: the roster is as it said then."""
    broken_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    broken_by: Mapped[str | None] = mapped_column(String(16))
    told: Mapped[bool] = mapped_column(default=False)
    """Whether coordinators were told of the present breakage."""


class CalendarKey(Base):
    """An address at which one person's duties, or a team's, can be read until it is revoked."""

    __tablename__ = "calendar_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    team: Mapped[str | None] = mapped_column(String(64))
    """One of the two."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
