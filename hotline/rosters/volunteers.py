"""Volunteers: people who declare themselves available for a while, on top of the roster.

They never cover a duty, and taking the declaration back takes no duty away.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.people.tables import Person
from hotline.rosters.service import OnDuty
from hotline.rosters.tables import Team, Volunteer
from routing.plan import VOLUNTEERS


def volunteers(session: Session, line_id: int, at: datetime) -> tuple[OnDuty, ...]:
    """The line's volunteers at the aware instant `at`, whoever declared themselves first before the
    others. One statement."""
    rows = session.execute(
        select(Volunteer, Team.slug, Team.kind)
        .join(Team, Team.id == Volunteer.team_id)
        .join(Person, Person.id == Volunteer.person_id)
        .where(
            Team.line_id == line_id,
            Team.active,
            Person.active,
            Volunteer.since <= at,
            Volunteer.until > at,
        )
        .order_by(Volunteer.since, Volunteer.id)
    )
    return tuple(
        OnDuty(team, kind, VOLUNTEERS, row.person_id, row.since, row.until)
        for row, team, kind in rows
    )


def declare(
    session: Session, person_id: int, team_id: int, *, since: datetime, until: datetime
) -> None:
    """This person is available in this team from `since` until just before `until`, whatever they
    had declared for it before. What is over is forgotten meanwhile."""
    session.execute(delete(Volunteer).where(Volunteer.until <= since))
    session.execute(delete(Volunteer).filter_by(person_id=person_id, team_id=team_id))
    session.add(Volunteer(person_id=person_id, team_id=team_id, since=since, until=until))
    session.flush()


def withdraw(session: Session, person_id: int) -> bool:
    """This person is available no longer, in no team. False when they were not."""
    declared = session.scalars(select(Volunteer.id).filter_by(person_id=person_id)).all()
    session.execute(delete(Volunteer).where(Volunteer.id.in_(declared)))
    return bool(declared)
