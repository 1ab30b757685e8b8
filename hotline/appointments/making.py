"""Making an appointment, moving it, cancelling it: each change is claimed by what it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.appointments.keys import code_of, code_print, fingerprint, page_key, responder_key
from hotline.appointments.tables import CANCELLED, PLANNED, Appointment
from hotline.database import changed
from hotline.lines.appointments import Appointments
from hotline.lines.service import LoadedLine
from hotline.people.service import own_line_of
from hotline.people.tables import Person
from hotline.rosters.service import roster_of
from schedules.duty import Duty
from schedules.on_duty import duties
from schedules.reminding import Moment, moment_come


class Refusal(StrEnum):
    """Why nothing was changed."""

    TAKEN = "taken"
    """They have another appointment then."""
    CHANGED = "changed"
    """It was changed, or cancelled, by somebody else meanwhile."""
    OVER = "over"


def make(
    session: Session,
    line: LoadedLine,
    offered: Appointments,
    *,
    person_id: int,
    call_id: str,
    channel: str,
    place: str | None,
    start: datetime,
    now: datetime,
    new_id: Callable[[], str],
) -> Appointment | Refusal:
    """A time, from an aware instant on, for whoever is on the call with this person."""
    end = start + timedelta(minutes=offered.minutes)
    if not _is_free(session, person_id, start, end):
        return Refusal.TAKEN
    told = _moment_past(session, line, person_id, start, now)
    while True:
        appointment_id = new_id()
        row = Appointment(
            id=appointment_id,
            line_id=line.id,
            person_id=person_id,
            call_id=call_id,
            channel=channel,
            place=place,
            starts_at=start,
            ends_at=end,
            state=PLANNED,
            reminded=told,
            code_print=code_print(line.id, code_of(appointment_id)),
            page_print=fingerprint(page_key(appointment_id)),
            responder_print=fingerprint(responder_key(appointment_id)),
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            continue  # another appointment of the line has that code: they are drawn anew
        return row


def move(
    session: Session,
    line: LoadedLine,
    row: Appointment,
    *,
    start: datetime,
    seen: int,
    now: datetime,
) -> Refusal | None:
    """To another time, as long as before; both video links open once more, another room. `seen`:
    how often it had been moved when its author looked."""
    if row.ends_at <= now:
        return Refusal.OVER
    end = start + (row.ends_at - row.starts_at)
    if not _is_free(session, row.person_id, start, end, Appointment.id != row.id):
        return Refusal.TAKEN
    moved = _change(
        session,
        row,
        Appointment.moves == seen,
        starts_at=start,
        ends_at=end,
        moves=seen + 1,
        said=False,
        outcome=None,
        responder_joined_at=None,
        caller_joined_at=None,
        reminded=_moment_past(session, line, row.person_id, start, now),
    )
    return None if moved else Refusal.CHANGED


def cancel(session: Session, row: Appointment, now: datetime) -> Refusal | None:
    """It does not take place. Nobody can be told but its responder: whoever comes to it is."""
    if row.ends_at <= now:
        return Refusal.OVER
    return None if _change(session, row, state=CANCELLED) else Refusal.CHANGED


def note_outcome(session: Session, row: Appointment, outcome: str, now: datetime) -> Refusal | None:
    """Its responder tells whether it took place ("done", "missed"), once it has begun."""
    if row.starts_at > now:
        return Refusal.CHANGED
    return None if _change(session, row, outcome=outcome) else Refusal.CHANGED


def duty_then(session: Session, person_id: int, start: datetime, end: datetime) -> Duty | None:
    """A duty of this person, on their own line, between two aware instants."""
    roster = roster_of(session, own_line_of(session, person_id)).roster
    mine = (duty for duty in duties(roster, start, end) if duty.person == str(person_id))
    return next(mine, None)


def zone_of(session: Session, line: LoadedLine, person_id: int) -> ZoneInfo:
    """By whose clock this person's appointments are told to them: their own, else the line's."""
    own = session.scalars(select(Person.time_zone).where(Person.id == person_id)).one()
    return ZoneInfo(own or line.document.line.time_zone)


def _is_free(
    session: Session,
    person_id: int,
    start: datetime,
    end: datetime,
    *others: ColumnElement[bool],
) -> bool:
    # Two made at the same instant: the second waits here, and sees the first.
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    overlapping = select(Appointment.id).where(
        Appointment.person_id == person_id,
        Appointment.state == PLANNED,
        Appointment.starts_at < end,
        Appointment.ends_at > start,
        *others,
    )
    return session.scalar(overlapping.limit(1)) is None


def _moment_past(
    session: Session, line: LoadedLine, person_id: int, start: datetime, now: datetime
) -> str | None:
    """The reminder that is past already: they are told of the appointment now."""
    moment = moment_come(list(Moment), start, zone_of(session, line, person_id), now)
    return str(moment) if moment else None


def _change(
    session: Session, row: Appointment, *conditions: ColumnElement[bool], **values: object
) -> bool:
    mine = update(Appointment).where(
        Appointment.id == row.id, Appointment.state == PLANNED, *conditions
    )
    done = changed(session, mine.values(**values))
    session.refresh(row)
    return done
