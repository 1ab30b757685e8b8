"""Finding appointments: by an address, by a code, of a call, of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from hotline.appointments.keys import code_print, fingerprint
from hotline.appointments.tables import PLANNED, Appointment
from hotline.appointments.times import EARLY
from hotline.lines.tables import Line


class Side(StrEnum):
    """Whose video link it is."""

    CALLER = "caller"
    RESPONDER = "responder"


@dataclass(frozen=True, slots=True)
class Link:
    """An appointment, by the video link of one of the two."""

    appointment: Appointment
    side: Side

    @property
    def joined_at(self) -> datetime | None:
        """When this link was opened."""
        at: datetime | None = getattr(self.appointment, f"{self.side}_joined_at")
        return at


def lines_with_appointments(session: Session) -> Sequence[str]:
    """The names of the lines that have any, in alphabetical order: most lines fix none, and need
    not be looked at every minute."""
    any_of_it = select(Appointment.id).where(Appointment.line_id == Line.id).exists()
    return session.scalars(select(Line.slug).where(any_of_it).order_by(Line.slug)).all()


def by_page(session: Session, token: str) -> Appointment | None:
    """The one behind its responder's page; None when unknown or deleted."""
    return session.scalar(select(Appointment).filter_by(page_print=fingerprint(token)))


def by_link(session: Session, token: str) -> Link | None:
    """The one behind a video link; None when unknown or deleted."""
    known = fingerprint(token)
    row = session.scalar(select(Appointment).filter_by(caller_print=known))
    if row is not None:
        return Link(row, Side.CALLER)
    row = session.scalar(select(Appointment).filter_by(responder_print=known))
    return Link(row, Side.RESPONDER) if row is not None else None


def by_code(session: Session, line_id: int, code: str) -> Appointment | None:
    """The one of this line with that code, cancelled or not."""
    known = code_print(line_id, code)
    return session.scalar(select(Appointment).filter_by(line_id=line_id, code_print=known))


def of_call(session: Session, call_id: str, person_id: int) -> Sequence[Appointment]:
    """What this person has fixed with the caller of a call, by time."""
    return _standing(session, Appointment.call_id == call_id, Appointment.person_id == person_id)


def ahead_of(session: Session, person_id: int, now: datetime) -> Sequence[Appointment]:
    """What this person has ahead, and under way, by time."""
    return _standing(session, Appointment.person_id == person_id, Appointment.ends_at > now)


def ahead_on(session: Session, line_id: int, now: datetime) -> Sequence[Appointment]:
    """What a line has ahead, and under way, by time."""
    return _standing(session, Appointment.line_id == line_id, Appointment.ends_at > now)


def of_person(session: Session, line_id: int, person_id: int) -> Sequence[Appointment]:
    """What is known of this person's appointments on a line: until the day after each."""
    return _standing(session, Appointment.line_id == line_id, Appointment.person_id == person_id)


def any_can_be_come_to(session: Session, line_id: int, now: datetime) -> bool:
    """Whether somebody may be calling this line for their appointment just now, whatever became of
    it."""
    now_or_soon = select(Appointment.id).where(
        Appointment.line_id == line_id,
        Appointment.starts_at <= now + EARLY,
        Appointment.ends_at > now,
    )
    return session.scalar(now_or_soon.limit(1)) is not None


def to_be_said(session: Session, call_id: str) -> Appointment | None:
    """The next appointment that the caller of this call has not heard yet."""
    unsaid = select(Appointment).where(
        Appointment.call_id == call_id, Appointment.state == PLANNED, ~Appointment.said
    )
    return session.scalar(unsaid.order_by(Appointment.starts_at, Appointment.id).limit(1))


def _standing(session: Session, *which: ColumnElement[bool]) -> Sequence[Appointment]:
    rows = select(Appointment).where(Appointment.state == PLANNED, *which)
    return session.scalars(rows.order_by(Appointment.starts_at, Appointment.id)).all()
