"""Personal codes, and the calls that responders make."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class PersonalCode(Base):
    """By what somebody is known on the telephone. The code itself is kept nowhere."""

    __tablename__ = "personal_code"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    """Keyed: a code can be recognised, not read."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnCall(Base):
    """A responder's call to their own menu, while it lasts. It is no caller's call: nothing of it
    is counted, and nothing is left of it at its end."""

    __tablename__ = "own_call"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    carrier_id: Mapped[str] = mapped_column(String(64), unique=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who it is, once their code was recognised."""
    language: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int] = mapped_column(default=0)
    """How often they were asked for their code and did not give it."""
    offered: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """The duties that keys meant when they were read last, that of key 1 first: source and local
    start."""
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    """It is forgotten then, should its end never be heard of."""
