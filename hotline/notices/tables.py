"""The outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class Notice(Base):
    """One message to one person; its words are encrypted and dropped once it is sent."""

    __tablename__ = "notice"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str] = mapped_column(String(8), default="text")
    """text, call or mail."""
    step: Mapped[str] = mapped_column(String(16), default="alerts")
    """What a call asks, by its step: alerts, or duties."""
    once: Mapped[str] = mapped_column(String(80), unique=True)
    """What this notice is about: the same thing is told once."""
    body: Mapped[str | None] = mapped_column(Encrypted)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    try_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    """When to try (again); empty once sent or given up."""
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
