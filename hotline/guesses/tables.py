"""How many wrong codes were tried."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class WrongCodes(Base):
    """How many wrong codes of one kind were tried on a line in one hour."""

    __tablename__ = "wrong_codes"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    """What they would have opened."""
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    """Its beginning."""
    entries: Mapped[int]
