"""Records of accompaniment: what is in the clear, and what only their responder can read."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class ResponderKeys(Base):
    """A responder's pair of keys. The private half opens with their passphrase only."""

    __tablename__ = "responder_keys"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    private: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed under the passphrase."""
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class Accompaniment(Base):
    """One record: that a match exists, and its content, sealed."""

    __tablename__ = "accompaniment"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    follow_up_id: Mapped[str | None] = mapped_column(ForeignKey("follow_up.id"), unique=True)
    """The code with which it was opened, while that is in force."""
    started_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    idle_since: Mapped[date | None] = mapped_column(Date)
    """From when its deletion is counted: it was closed, or its code is over and nothing was written
    since."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed under a data key of its own; empty until something is written."""
    for_responder: Mapped[bytes | None] = mapped_column(LargeBinary)
    """That data key, sealed to the responder's public key; empty when they have to ask for the
    caller's code to open it."""
    for_code: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The same, sealed to the code's public key."""
    code_public: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The private half is made anew from the code each time it is needed, and kept nowhere."""
    code_salt: Mapped[bytes | None] = mapped_column(LargeBinary)


class ContactCount(Base):
    """How often, and how long, those of one record were in contact, by channel."""

    __tablename__ = "contact_count"

    accompaniment_id: Mapped[str] = mapped_column(
        ForeignKey("accompaniment.id", ondelete="CASCADE"), primary_key=True
    )
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    contacts: Mapped[int]
    minutes: Mapped[int]


class ContactMonth(Base):
    """The contacts of a line in a month, by channel: tied to no record, kept when they are gone."""

    __tablename__ = "contact_month"

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    contacts: Mapped[int]
    minutes: Mapped[int]


class PageSession(Base):
    """Somebody signed in on the page. Their private key is sealed under what only their cookie
    holds: neither this row nor the cookie opens anything alone."""

    __tablename__ = "page_session"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the cookie, keyed."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    private: Mapped[bytes] = mapped_column(LargeBinary)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    """It is over then, unless the page is used before."""
    latest: Mapped[datetime] = mapped_column(UtcDateTime)
    """It is over then in any case."""
