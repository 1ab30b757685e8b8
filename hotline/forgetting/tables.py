"""What the carrier still holds and is to delete, and the proof of what it has deleted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Erasure(Base):
    """One record at the carrier, kept here until its deletion is confirmed; then this row goes."""

    __tablename__ = "erasure"

    carrier_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    """queue, call or message."""
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)


class ErasureDay(Base):
    """How many records of one kind the carrier was asked to delete, of those planned on one day,
    and how many it has confirmed: the proof that they went, without an id or a line."""

    __tablename__ = "erasure_day"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    """In UTC: when the deletion was planned."""
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    asked: Mapped[int]
    """Records, however often the carrier was asked for each."""
    confirmed: Mapped[int]
    longest_hours: Mapped[int]
    """From the planning to the confirmation, of the one that took longest; begun hours count."""
