"""Which files of the spool are in the database: each is put there once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Replayed(Base):
    """A file of the spool that is in the database, whole. Its id was made with the file, and tells
    nothing of the call."""

    __tablename__ = "replayed"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
