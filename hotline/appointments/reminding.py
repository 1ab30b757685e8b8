"""Appointments to come: who is reminded of which now, and whose responder has left the line."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.appointments.making import zone_of
from hotline.appointments.tables import PLANNED, Appointment
from hotline.appointments.telling import Post
from hotline.calls.intents import SendNotice
from hotline.database import changed
from hotline.lines.service import LoadedLine
from hotline.notices.service import Channel
from hotline.people.service import mail_of, people_by_ids, phones_of
from hotline.people.tables import Person
from hotline.readiness.choices import choice_of, ways_at
from schedules.reminding import Moment, moment_come

AHEAD = timedelta(days=8)
"""The longest anybody is told beforehand, and a day for what changes of clocks make of it."""


def to_remind(session: Session, line: LoadedLine, now: datetime) -> list[tuple[str, Moment]]:
    """Appointments of this line, by id, whose responder chose to be told at a moment that has come
    and was told of none as near."""
    rows = session.execute(
        select(Appointment, Person)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.line_id == line.id,
            Appointment.state == PLANNED,
            Appointment.starts_at > now,
            Appointment.starts_at <= now + AHEAD,
            Person.active,
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    due = []
    for row, person in rows:
        ways = _ways(session, line, person)
        chosen = [moment for moment in Moment if ways_at(choice_of(person), moment, ways)]
        zone = zone_of(session, line, person.id)
        moment = moment_come(chosen, row.starts_at, zone, now)
        told = Moment(row.reminded) if row.reminded else None
        if moment is not None and (told is None or moment.is_nearer_than(told)):
            due.append((row.id, moment))
    return due


def remind(
    session: Session, appointment_id: str, moment: Moment, post: Post, page: str
) -> list[SendNotice]:
    """Reminds of one, in the ways chosen for this moment; nothing when somebody else just did."""
    row = session.get(Appointment, appointment_id)
    if row is None:
        return []
    untold = update(Appointment).where(
        Appointment.id == row.id,
        Appointment.state == PLANNED,
        Appointment.moves == row.moves,
        Appointment.reminded.is_(None)
        if row.reminded is None
        else Appointment.reminded == row.reminded,
    )
    if not changed(session, untold.values(reminded=str(moment))):
        return []
    session.refresh(row)
    person = session.get_one(Person, row.person_id)
    ways = ways_at(choice_of(person), moment, _ways(session, post.line, person))
    return post.reminder(row, ways, page)


def tell_of_left_behind(session: Session, post: Post) -> list[SendNotice]:
    """Coordinators hear of the appointments of whoever has left the line: how many, and when; once,
    unless that person comes back and leaves again."""
    here = select(Person.id).where(Person.active)
    ahead = (
        Appointment.line_id == post.line.id,
        Appointment.state == PLANNED,
        Appointment.ends_at > post.now,
    )
    back = update(Appointment).where(*ahead, Appointment.left_told, Appointment.person_id.in_(here))
    session.execute(back.values(left_told=False).execution_options(synchronize_session=False))
    gone = (
        update(Appointment)
        .where(*ahead, ~Appointment.left_told, Appointment.person_id.not_in(here))
        .values(left_told=True)
        .returning(Appointment)
    )
    by_person: dict[int, list[Appointment]] = defaultdict(list)
    for row in session.scalars(gone, execution_options={"synchronize_session": False}):
        by_person[row.person_id].append(row)
    people = people_by_ids(session, by_person)
    told: list[SendNotice] = []
    for person_id, rows in sorted(by_person.items()):
        rows.sort(key=lambda row: (row.starts_at, row.id))
        told += post.left_behind(people[person_id], rows)
    return told


def _ways(session: Session, line: LoadedLine, person: Person) -> list[Channel]:
    texts = line.document.number_that_is("texts") is not None
    by_text = texts and bool(phones_of(session, [person.id])[person.id])
    by_mail = mail_of(session, person.id) is not None
    return [Channel.MAIL] * by_mail + [Channel.TEXT] * by_text
