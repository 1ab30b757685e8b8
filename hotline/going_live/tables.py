"""What is known of how the carrier really behaves, and what it said during a rehearsal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class SettledPoint(Base):
    """One point that the carrier's documentation leaves open, as a rehearsal has settled it."""

    __tablename__ = "settled_point"

    point: Mapped[str] = mapped_column(String(48), primary_key=True)
    answer: Mapped[str] = mapped_column(String(32))
    observed: Mapped[bool]
    """Seen in what the carrier asked the service; else told by whoever held the telephones."""
    settled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[str] = mapped_column(String(32))
    """Of the service that the rehearsal was held with."""


class RehearsalWord(Base):
    """One request of the carrier during a rehearsal; gone when its experiment is over."""

    __tablename__ = "rehearsal_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[str] = mapped_column(String(32), index=True)
    step: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told: Mapped[dict[str, str]] = mapped_column(JSON)
    """The carrier's words for how calls go: never a number."""
