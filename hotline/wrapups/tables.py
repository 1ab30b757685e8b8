"""The wrap-up a responder owes for a talk."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class WrapUp(Base):
    """One responder's note on one call: codes only, no free text, so that nothing can name anyone.

    The page's token is stored hashed; it works until the wrap-up is done, or the call is forgotten.
    """

    __tablename__ = "wrap_up"
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    via: Mapped[str | None] = mapped_column(String(8))
    """page or keypad; nothing where the line records nothing."""
    nature: Mapped[str | None] = mapped_column(String(16))
    """An outcome that only the responder can tell: silent, abusive, out of scope, test."""
    reason: Mapped[str | None] = mapped_column(String(8))
    heard: Mapped[str | None] = mapped_column(String(8))
    """A reason keyed in and read back, not confirmed yet."""
    second_reason: Mapped[str | None] = mapped_column(String(8))
    severity: Mapped[int | None]
    orientation: Mapped[str | None] = mapped_column(String(16))
    ongoing: Mapped[bool | None]
    """Whether the caller is accompanied already (ongoing) or calls for the first time (new)."""


class Debrief(Base):
    """A responder had a hard call, and somebody is to talk it over with them. It names no call."""

    __tablename__ = "debrief"
    __table_args__ = (UniqueConstraint("person_id", "noted_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_on: Mapped[date] = mapped_column(Date)
    settled_on: Mapped[date | None] = mapped_column(Date)
