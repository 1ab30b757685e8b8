"""Rows of cases, of what became of them, and of what remains once they are forgotten."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime
from routing.case_clock import CaseState


class Case(Base):
    """One request. Whoever made it is not in it: see CaseContact.

    `turn` grows whenever it is given to somebody, or taken away: what depends on who has it changes
    the row of the turn that it has seen, and no other.
    """

    __tablename__ = "case_file"
    # A number in an old message never means another case.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), default=CaseState.WAITING)
    turn: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who has it, or was asked; empty while nobody was, and once it is closed."""
    profession: Mapped[str] = mapped_column(String(8))
    area: Mapped[str | None] = mapped_column(String(8))
    """Département or territory overseas."""
    matches: Mapped[list[str]] = mapped_column(JSON)
    """What is asked of whoever takes it, as the line or the coordinator chose."""
    language: Mapped[str] = mapped_column(String(8))
    avoids: Mapped[list[str]] = mapped_column(JSON)
    """Tags of people who are not to take it."""
    asked_by: Mapped[str] = mapped_column(String(16))
    """How the request came: mail, telephone or site."""
    for_someone_else: Mapped[bool]
    """Whoever asked is worried about somebody else; it is they who are called."""
    limit_hours: Mapped[int]
    """Within which it was to be answered, when it was opened."""
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """By when whoever has it is to answer."""
    escalate_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When coordinators are told (again) that nobody has."""
    ask_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when whoever was asked may accept."""
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When whoever has it now first spoke or wrote to the person."""
    first_contact_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When anybody did."""
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(16))


class CaseContact(Base):
    """How to reach whoever asked. It is read for the responder who accepted, for nobody else, and
    goes when the case is closed, or at its expiry."""

    __tablename__ = "case_contact"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case_file.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[str] = mapped_column(Encrypted)
    """JSON: see `hotline.cases.contacts`."""
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CaseLink(Base):
    """The key of a case's page, hashed, for one person; it goes when the case is theirs no more."""

    __tablename__ = "case_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseEvent(Base):
    """What happened to a case: rows are added, never changed."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(16))
    """See `hotline.cases.events`."""
    author: Mapped[str] = mapped_column(String(64))
    """Who did it: a coordinator, a responder by slug, or hotline."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The responder whom it is about."""
    channel: Mapped[str | None] = mapped_column(String(16))
    """Of a contact."""
    minutes: Mapped[int | None]
    """Of a contact, in steps of five."""
    happened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a contact took place."""
    detail: Mapped[str | None] = mapped_column(String(16))
    """A code: why nobody could take it, or the outcome."""
    once: Mapped[str | None] = mapped_column(String(32))
    """Of a form, which is noted once however often it is sent."""


class CaseCount(Base):
    """What remains of forgotten cases, by month: tied to no case, person or other counter."""

    __tablename__ = "case_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    line: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """Its first day."""
    figure: Mapped[str] = mapped_column(String(24), primary_key=True)
    """See `hotline.cases.counted`."""
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]
