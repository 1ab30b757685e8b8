"""Rows of people and their telephones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime


class Person(Base):
    """Someone who answers on a line. Never deleted, since past calls refer to them: not active."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("line_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    slug: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    professions: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    tags: Mapped[list[str]] = mapped_column(JSON)
    territories: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Départements ("13") and territories ("971") they know or cover."""
    deputy: Mapped[str | None] = mapped_column(String(64))
    """The slug of whoever stands in for them towards those they accompany."""
    mail: Mapped[str | None] = mapped_column(Encrypted)
    contract: Mapped[str] = mapped_column(String(16), default="volunteer")
    time_zone: Mapped[str | None] = mapped_column(String(64))
    """Where they live; the line's zone where it is empty. So are their public holidays."""
    holidays: Mapped[str | None] = mapped_column(String(8))
    active: Mapped[bool] = mapped_column(default=True)
    reminders: Mapped[dict[str, list[str]] | None] = mapped_column(JSON(none_as_null=True))
    """How long before a duty they are told, by way; empty: as usual. No file changes it."""


class Phone(Base):
    """A telephone of a person, tried in the order of `position` (0 first)."""

    __tablename__ = "phone"
    __table_args__ = (UniqueConstraint("person_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(Encrypted)
    lookup: Mapped[str] = mapped_column(String(64), index=True)
    """Keyed fingerprint of the number: it can be found again, not read."""
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody confirmed there, with a key, that it is theirs."""
    tested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voicemail_after: Mapped[int | None]
    """Seconds of ringing after which voicemail answered in that test; empty when it did not."""
