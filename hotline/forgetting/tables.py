"""What the carrier still holds and is to delete."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
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
