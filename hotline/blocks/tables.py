"""Fingerprints of blocked callers, and the short-lived keys they were made with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class ShortLivedKey(Base):
    """A random key for one purpose, until its end: then it is destroyed, and what was made with it
    means nothing any more. Left out of dumps and backups."""

    __tablename__ = "short_lived_key"
    __table_args__ = (UniqueConstraint("purpose", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16))
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    key: Mapped[bytes] = mapped_column(LargeBinary)


class Block(Base):
    """A caller who is not put through on this line until then."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("line_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    key_id: Mapped[int] = mapped_column(ForeignKey("short_lived_key.id"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    """HMAC of the caller's number under that key."""
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
