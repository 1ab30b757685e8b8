"""How the last trial calls of each line went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class TrialRecord(Base):
    """One line's: its last trial call, the last that was answered, how many have failed since."""

    __tablename__ = "trial_record"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    slowest: Mapped[int] = mapped_column(default=0)
    """Milliseconds that the slowest step of the last one that was answered took."""
    rung: Mapped[int] = mapped_column(default=0)
    """Telephones that would have rung then."""
    failures: Mapped[int] = mapped_column(default=0)
    """In a row, up to now."""
    why: Mapped[str] = mapped_column(String(16), default="")
    step: Mapped[str] = mapped_column(String(80), default="")
    """Of the last one that failed; empty once one was answered."""
    status: Mapped[int] = mapped_column(default=0)
