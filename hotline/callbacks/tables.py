"""Rows of requests to be called back, and how many there were."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class Callback(Base):
    """One request, from the number that was agreed on until somebody was reached, or nobody could
    be: then the row goes, and its number with it."""

    __tablename__ = "callback"
    __table_args__ = (
        Index(
            "uq_callback_asked_in",
            "asked_in",
            unique=True,
            sqlite_where=text("asked_in IS NOT NULL"),
            postgresql_where=text("asked_in IS NOT NULL"),
        ),
        Index("ix_callback_state_try_at", "state", "try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    state: Mapped[str] = mapped_column(String(16))
    """drafted, asked, trying, unreached (three tries), missed (its window went by); see State."""
    number: Mapped[str] = mapped_column(Encrypted)
    code: Mapped[str | None] = mapped_column(Encrypted)
    """Four digits by which the caller knows that it is the line."""
    language: Mapped[str] = mapped_column(String(8))
    profession: Mapped[str] = mapped_column(String(8))
    kind_wanted: Mapped[str | None] = mapped_column(String(16))
    plan: Mapped[str] = mapped_column(String(64))
    companion_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whom they come back to, and who is rung first."""
    territory: Mapped[str | None] = mapped_column(String(8))
    other_profession: Mapped[bool] = mapped_column(default=False)
    avoids: Mapped[list[str]] = mapped_column(JSON, default=list)
    no_message: Mapped[bool] = mapped_column(default=True)
    """Nothing is left on an answering machine."""
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The window that was agreed on, with the next."""
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_in: Mapped[str | None] = mapped_column(String(32))
    """The call in which it was asked for, while that lives."""
    tries: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody is rung for it next."""
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    """It is gone then, whatever became of it."""

    try_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    """Of the try under way: known to nobody else, a new one each time."""
    call_id: Mapped[str | None] = mapped_column(String(32))
    """The call that the try is."""
    rung_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the carrier was asked to ring the caller; what follows is of that telephone."""
    carrier_id: Mapped[str | None] = mapped_column(String(64))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    known_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When they said that they are the one, and were told their code."""
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When they said that the code is theirs: a caller like any other from then on."""
    over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When their telephone was hung up, or rang in vain."""
    wrong_number: Mapped[bool] = mapped_column(default=False)


class CallbackDay(Base):
    """How many requests a line took in a day of its own, and how often it rang callers for them."""

    __tablename__ = "callback_day"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    asked: Mapped[int] = mapped_column(default=0)
    rung: Mapped[int] = mapped_column(default=0)


class CallbackMonth(Base):
    """What became of requests in a month; tied to nothing else about them."""

    __tablename__ = "callback_month"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    result: Mapped[str] = mapped_column(String(16), primary_key=True)
    """See Result."""
    callbacks: Mapped[int]
