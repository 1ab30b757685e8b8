"""Coming to an appointment: by the video link, which opens once, or by the code, keyed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.orm import Session

from hotline.appointments.finding import Link, Side, by_code
from hotline.appointments.keys import fingerprint, room_of
from hotline.appointments.tables import CANCELLED, PLANNED, Appointment
from hotline.appointments.times import EARLY, can_be_come_to
from hotline.calls.code_tries import MOST_TRIES, call_that_tries
from hotline.database import changed
from hotline.people.tables import Person


class Door(StrEnum):
    """What a video link leads to just now."""

    OPEN = "open"
    EARLY = "early"
    USED = "used"
    OVER = "over"
    CANCELLED = "cancelled"
    NOBODY = "nobody"
    """Its responder has left the line, or video is not offered any more."""


def door_of(session: Session, link: Link, now: datetime, *, video: bool) -> Door:
    """Whether this link opens now, and if not, why. Looking changes nothing."""
    row = link.appointment
    if row.state == CANCELLED:
        return Door.CANCELLED
    if now >= row.ends_at:
        return Door.OVER
    if not video or row.channel != "video" or not is_there(session, row):
        return Door.NOBODY
    if link.joined_at is not None:
        return Door.USED
    return Door.OPEN if can_be_come_to(row.starts_at, row.ends_at, now) else Door.EARLY


def open_room(session: Session, link: Link, now: datetime) -> str | None:
    """Opens the link: the name of the room, for whoever is first. None for everybody else."""
    row, joined = link.appointment, f"{link.side}_joined_at"
    first = update(Appointment).where(
        Appointment.id == row.id,
        Appointment.state == PLANNED,
        Appointment.moves == row.moves,
        Appointment.starts_at <= now + EARLY,
        Appointment.ends_at > now,
        getattr(Appointment, joined).is_(None),
    )
    came = {"outcome": "done"} if link.side is Side.CALLER else {}
    if not changed(session, first.values({joined: now, **came})):
        return None
    return room_of(row.id, row.moves)


def try_code(
    session: Session, line_id: int, call_id: str, code: str, asked: int
) -> Appointment | None:
    """The appointment of this code, keyed in when the call was asked for one for the `asked`-th
    time. One that is not known counts once, however often it is told."""
    call = call_that_tries(session, call_id)
    if call.code_tries >= min(asked, MOST_TRIES):
        return None
    row = by_code(session, line_id, code)
    if row is None:
        call.code_tries = asked
    return row


def come_by_code(session: Session, row: Appointment, now: datetime) -> bool:
    """The caller keyed in the code: whether it is the time, and somebody is there for it. Then it
    took place, as far as the line can know."""
    if not can_be_come_to(row.starts_at, row.ends_at, now) or not is_there(session, row):
        return False
    planned = update(Appointment).where(Appointment.id == row.id, Appointment.state == PLANNED)
    return changed(session, planned.values(outcome="done"))


def note_said(session: Session, call_id: str, appointment_id: str, moves: int) -> bool:
    """The caller of this call has heard it to its end, as it was after so many moves. False when
    that is told twice, or late."""
    heard = update(Appointment).where(
        Appointment.id == appointment_id,
        Appointment.call_id == call_id,
        Appointment.moves == moves,
        ~Appointment.said,
    )
    return changed(session, heard.values(said=True))


def give_link(session: Session, appointment_id: str, token: str) -> None:
    """The caller's video link ends in this token from now on; one sent before works no more."""
    mine = update(Appointment).where(Appointment.id == appointment_id)
    changed(session, mine.values(caller_print=fingerprint(token), linked=True))


def is_there(session: Session, row: Appointment) -> bool:
    """Whether its responder is on the line still."""
    return session.get_one(Person, row.person_id).active
