"""What people have qualified for, and what of it is about to end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.staff.tables import Qualification

SOON = timedelta(days=30)
USUAL = (
    "Formation à l'écoute",
    "Prévention du suicide",
    "Premiers secours",
    "Inscription à l'Ordre",
    "Supervision",
)
"""Suggested; any other may be written."""


def qualifications_of(session: Session, people: Collection[int]) -> dict[int, list[Qualification]]:
    """Theirs by person's id, those that end first before others. One statement."""
    found: defaultdict[int, list[Qualification]] = defaultdict(list)
    rows = select(Qualification).where(Qualification.person_id.in_(people))
    for row in session.scalars(rows.order_by(Qualification.until.is_(None), Qualification.until)):
        found[row.person_id].append(row)
    return found


def qualify(
    session: Session, person_id: int, name: str, since: date, until: date | None
) -> Qualification:
    """Notes it."""
    row = Qualification(person_id=person_id, name=name, since=since, until=until)
    session.add(row)
    session.flush()
    return row


def disqualify(session: Session, person_id: int, qualification_id: int) -> bool:
    """Takes it away; False when it is not this person's."""
    mine = select(Qualification.id).filter_by(id=qualification_id, person_id=person_id)
    if session.scalar(mine) is None:
        return False
    session.execute(delete(Qualification).filter_by(id=qualification_id))
    return True


def ends_soon(rows: Sequence[Qualification], today: date) -> list[Qualification]:
    """Those that have ended, or end within 30 days."""
    return [row for row in rows if row.until is not None and row.until <= today + SOON]
