"""Debriefs: who had a hard call, for the coordinator to offer them a talk. No row names a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.people.tables import Person
from hotline.wrapups.tables import Debrief

KEPT = timedelta(days=60)
"""A talk that was never offered in so long will not be: nothing is kept about it any longer."""


@dataclass(frozen=True, slots=True)
class ToOffer:
    """Somebody to whom a talk is to be offered, since that day."""

    person_id: int
    name: str
    noted_on: date


def note_debrief(session: Session, person_id: int, today: date) -> bool:
    """This person had a hard call today. False when that was noted today, and is not settled."""
    try:
        with session.begin_nested():
            session.add(Debrief(person_id=person_id, noted_on=today))
    except IntegrityError:
        again = update(Debrief).where(
            Debrief.person_id == person_id,
            Debrief.noted_on == today,
            Debrief.settled_on.is_not(None),
        )
        return changed(session, again.values(settled_on=None))
    return True


def debriefs_to_offer(session: Session, line_id: int) -> list[ToOffer]:
    """Whom to offer a talk, those who have waited longest first."""
    rows = session.execute(
        select(Person.id, Person.name, Debrief.noted_on)
        .join(Debrief, Debrief.person_id == Person.id)
        .where(Person.line_id == line_id, Debrief.settled_on.is_(None))
        .order_by(Debrief.noted_on, Person.id)
    )
    return [ToOffer(*row) for row in rows]


def settle_debriefs(session: Session, person_id: int, today: date) -> bool:
    """The talk took place, or was declined. False when none was to be offered."""
    mine = (Debrief.person_id == person_id, Debrief.settled_on.is_(None))
    waiting = session.scalar(select(Debrief.id).where(*mine).limit(1))
    session.execute(
        update(Debrief)
        .where(*mine)
        .values(settled_on=today)
        .execution_options(synchronize_session=False)
    )
    return waiting is not None


def forget_debriefs(session: Session, today: date) -> None:
    """Drops what is settled, and what is too old to matter."""
    over = or_(Debrief.settled_on.is_not(None), Debrief.noted_on <= today - KEPT)
    session.execute(delete(Debrief).where(over))
