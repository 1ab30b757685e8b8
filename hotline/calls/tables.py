"""What is stored of a call while it lives. Never a number: the carrier's call id stands for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, Encrypted, UtcDateTime
from routing.outcomes import CallState, LegMode, LegState, Priority

ENDED: ColumnElement[str] = literal_column(f"'{CallState.ENDED}'")
"""The state of a call or a leg that is over, written out where a statement looks for those that
live: only so does a database see that the index of these serves, and reads no other row."""


class Call(Base):
    """One caller's call, from the first webhook to retention."""

    __tablename__ = "call"
    __table_args__ = (
        # The sweep and the place in line look only at the few calls that live.
        Index(
            "ix_call_live",
            "line_id",
            "state",
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
        Index("ix_call_ended_at", "ended_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    carrier_id: Mapped[str] = mapped_column(String(64), unique=True)
    """The carrier's id of the caller's own leg. Until somebody who is called back has confirmed
    that it is them, there is none, and the call's own id stands here."""
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    callback_id: Mapped[int | None]
    """The request to be called back of which this call is a try; it may be gone by now."""
    state: Mapped[str] = mapped_column(String(16), default=CallState.MENU)
    language: Mapped[str] = mapped_column(String(8))
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What was said in the menus, in order, by the name of each question; empty once queued."""
    profession: Mapped[str] = mapped_column(String(8), default="UNK")
    plan: Mapped[str | None] = mapped_column(String(64))
    kind_wanted: Mapped[str | None] = mapped_column(String(16))
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """Last sign of life, to within half a minute (a heartbeat without a change writes nothing)."""
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offers: Mapped[int] = mapped_column(default=0)
    queue_id: Mapped[str | None] = mapped_column(String(64))
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    """The leg that holds the claim, then the bridge; kept after the bridge, so that a cut call is
    given back to the same person."""
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    connected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The first time a human was heard."""
    troubles: Mapped[int] = mapped_column(default=0)
    """Times a step failed and the carrier asked the fallback."""
    numbers_heard: Mapped[bool] = mapped_column(default=False)
    callback_asked: Mapped[bool] = mapped_column(default=False)
    """It was agreed in this call that its caller is called back."""
    danger: Mapped[bool] = mapped_column(default=False)
    territory: Mapped[str | None] = mapped_column(String(8))
    """What is known of where the caller is: of a number's prefix ("FR", "971"), or the département
    they keyed in ("13")."""
    other_profession: Mapped[bool] = mapped_column(default=False)
    """They said yes to somebody of another profession."""
    avoids: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Tags of people they would rather not talk to."""
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """How long the responder who pressed star is waited for: a lease, which each of their keys
    begins anew."""
    passing: Mapped[str | None] = mapped_column(String(16))
    """Whether the caller agrees to be passed on: asked, agreed or declined."""
    passing_to: Mapped[str | None] = mapped_column(String(64))
    """The team they are passed on to, which is then rung before the plan."""
    companion_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whom they come back to, by a follow-up code: rung before the plan, when they are reached."""
    follow_up_id: Mapped[str | None] = mapped_column(ForeignKey("follow_up.id"))
    """The code by which they came, while the call lasts."""
    code_keyed: Mapped[str | None] = mapped_column(Encrypted)
    """That code, while the call lasts: it opens their record to somebody else, should they ask."""
    code_tries: Mapped[int] = mapped_column(default=0)
    """How often they were asked for a code and did not give one that is known."""
    code_given: Mapped[str | None] = mapped_column(Encrypted)
    """A new follow-up code, until they have heard it or the call is over."""
    codes_given: Mapped[int] = mapped_column(default=0)
    """How many were given to them in this call."""
    given: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of the directory to be said to the caller, oldest first."""
    given_said: Mapped[int] = mapped_column(default=0)
    """How many of these they have heard."""
    expected_by: Mapped[int | None]
    """The person with whom they have an appointment: rung first, on duty or not."""
    abusive: Mapped[bool] = mapped_column(default=False)
    """A responder ended it as such; its caller is blocked for a time at their next word."""
    helped: Mapped[int | None]
    """What the caller answered when asked whether they were helped, 1 to 5."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(16))


class Leg(Base):
    """One attempt to reach one responder for one call."""

    __tablename__ = "leg"
    __table_args__ = (
        # One person, one live leg, being rung included: the database itself refuses a second.
        Index(
            "uq_leg_person_live",
            "person_id",
            unique=True,
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
        Index("ix_leg_call_id", "call_id"),
        Index(
            "ix_leg_owes_until",
            "owes_until",
            sqlite_where=text("owes_until IS NOT NULL"),
            postgresql_where=text("owes_until IS NOT NULL"),
        ),
        Index("ix_leg_carrier_id", "carrier_id"),
        # Who was rung when: the least recently called are rung first.
        Index("ix_leg_person", "person_id", "planned_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[int]
    turn: Mapped[int]
    mode: Mapped[str] = mapped_column(String(8), default=LegMode.REST)
    language: Mapped[str] = mapped_column(String(8), default="fr")
    """In which the line speaks to the responder, whatever the caller's."""
    phone: Mapped[int] = mapped_column(default=0)
    """Which of the person's telephones, counted from 0."""
    ring_seconds: Mapped[int]
    state: Mapped[str] = mapped_column(String(16), default=LegState.PLANNED)
    carrier_id: Mapped[str | None] = mapped_column(String(64))
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ringing_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    connected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    off_bridge_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the bridge ended, until there is another one."""
    talk_seconds: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str | None] = mapped_column(String(16))
    dismissed: Mapped[bool] = mapped_column(default=False)
    """Nobody needs this leg any more: it is to be hung up at the carrier."""
    owes_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """A wrap-up is owed, and keeps others from ringing this person at once, until then."""


class FailedSteps(Base):
    """How many steps failed on a line in one hour before their call was known: it has no row to
    count them on (see Call.troubles)."""

    __tablename__ = "failed_steps"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    """Its beginning."""
    count: Mapped[int]
