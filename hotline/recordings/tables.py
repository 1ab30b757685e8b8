"""Rows of recorded prompts: for each phrase and language one that is heard, and earlier ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class Recording(Base):
    """Words of a line in somebody's voice; it never changes, but is in use or not."""

    __tablename__ = "recording"
    __table_args__ = (
        Index(
            "uq_recording_in_use",
            "line_id",
            "language",
            "phrase",
            unique=True,
            sqlite_where=text("in_use"),
            postgresql_where=text("in_use"),
        ),
        Index("ix_recording_line_id", "line_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Cannot be guessed: the address under which it is played."""
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    phrase: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text)
    """What is said in it. Once the line says something else, it is not heard any more."""
    in_use: Mapped[bool]
    seconds: Mapped[float] = mapped_column(Float)
    author: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sound: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """A WAV file as the telephone network carries sound: 8 kHz, mono, 16 bits."""
