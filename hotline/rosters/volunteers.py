"""Volunteers: people who declare themselves available for a while, on top of the roster.

They never cover a duty, and taking the declaration back takes no duty away.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from hotline.people.service import Responder
from hotline.people.tables import Person
from hotline.rosters.service import OnDuty, roster_of
from hotline.rosters.tables import Team, Volunteer
from routing.plan import VOLUNTEERS
from schedules.rotation import members

_AVAILABLE = (
    select(Team.slug, Team.kind, Volunteer.person_id, Volunteer.since, Volunteer.until)
    .join(Team, Team.id == Volunteer.team_id)
    .join(Person, Person.id == Volunteer.person_id)
    .where(
        Team.line_id == bindparam("line"),
        Team.active,
        Person.active,
        Volunteer.since <= bindparam("at"),
        Volunteer.until > bindparam("at"),
    )
    .order_by(Volunteer.since, Volunteer.id)
)


def volunteers(session: Session, line_id: int, at: datetime) -> tuple[OnDuty, ...]:
    """The line's volunteers at the aware instant `at`, whoever declared themselves first before the
    others. One statement."""
    rows = session.execute(_AVAILABLE, {"line": line_id, "at": at})
    return tuple(
        OnDuty(row.slug, row.kind, VOLUNTEERS, row.person_id, row.since, row.until) for row in rows
    )


def volunteer_until(session: Session, person_id: int, at: datetime) -> datetime | None:
    """Until when this person is available, in whichever team: of several, the last. None when they
    are not."""
    mine = select(Volunteer.until).where(
        Volunteer.person_id == person_id, Volunteer.since <= at, Volunteer.until > at
    )
    return session.scalar(mine.order_by(Volunteer.until.desc()).limit(1))


def teams_to_help(session: Session, person: Responder, line_id: int) -> list[Team]:
    """The teams in which this person can be available: those of their kind whose roster they are
    on; of somebody on no roster, all of their kind."""
    rows = session.scalars(
        select(Team).filter_by(line_id=line_id, kind=person.kind, active=True).order_by(Team.id)
    ).all()
    roster, me = roster_of(session, line_id).roster, str(person.id)
    on_it = {shift.team for shift in roster.shifts if shift.person == me}
    on_it |= {
        rotation.team
        for rotation in roster.rotations
        if any(me in members(turn) for turn in rotation.people)
    }
    return [row for row in rows if row.slug in on_it] or list(rows)


def team_called(session: Session, line_id: int, slug: str) -> Team | None:
    """The line's team of that slug; None when there is none, or no longer."""
    return session.scalar(select(Team).filter_by(line_id=line_id, slug=slug, active=True))


def declare(
    session: Session, person_id: int, team_id: int, *, since: datetime, until: datetime
) -> None:
    """This person is available in this team from `since` until just before `until`, whatever they
    had declared for it before."""
    # Said twice at the same instant, the second waits here for the first.
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    session.execute(delete(Volunteer).filter_by(person_id=person_id, team_id=team_id))
    session.add(Volunteer(person_id=person_id, team_id=team_id, since=since, until=until))
    session.flush()


def forget_volunteers(session: Session, now: datetime) -> None:
    """Drops what is over."""
    session.execute(delete(Volunteer).where(Volunteer.until <= now))


def withdraw(session: Session, person_id: int) -> bool:
    """This person is available no longer, in no team. False when they were not."""
    declared = session.scalars(select(Volunteer.id).filter_by(person_id=person_id)).all()
    session.execute(delete(Volunteer).where(Volunteer.id.in_(declared)))
    return bool(declared)
