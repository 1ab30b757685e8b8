"""All that « Mes permanences » shows of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.accompaniments.tables import Accompaniment
from hotline.appointments.tables import PLANNED, Appointment
from hotline.calendars.tables import CalendarKey
from hotline.calls.tables import Call
from hotline.cases.tables import Case
from hotline.lines.service import LoadedLine
from hotline.own_desk.offers import Offered, offers_for
from hotline.people.service import people_by_ids
from hotline.people.tables import Phone
from hotline.rosters.own_duties import OwnDuty, as_told
from hotline.rosters.pauses import paused
from hotline.rosters.service import roster_of
from hotline.rosters.tables import Team
from hotline.rosters.volunteers import teams_to_help, volunteer_until
from hotline.wrapups.tables import WrapUp
from routing.case_clock import CaseState
from schedules.on_duty import duties

AHEAD = timedelta(days=92)
MOST = 12
"""Duties on the page."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that is still to be noted. Local time of the line."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """Times are aware, in the zone of the team, or of the line where there is none."""

    duties: Sequence[OwnDuty]
    offers: Sequence[Offered]
    owed: Sequence[Owed]
    volunteer_until: datetime | None
    teams: Sequence[Team]
    """Those in which they could answer as a volunteer."""
    paused: bool
    accompaniments: int
    cases: Sequence[int]
    """Numbers of the cases they have, or are asked to take."""
    appointments: Sequence[datetime]
    calendar: bool
    phones: int
    unverified: int


def desk_of(
    session: Session, line: LoadedLine, person_id: int, now: datetime, language: str
) -> Desk:
    """What this person of the line has at the aware instant `now`. No number is read."""
    person = people_by_ids(session, [person_id])[person_id]
    roster, me = roster_of(session, line.id), str(person_id)
    mine = [duty for duty in duties(roster.roster, now, now + AHEAD) if duty.person == me][:MOST]
    until = volunteer_until(session, person_id, now)
    verified = session.execute(
        select(func.count(), func.count(Phone.verified_at)).where(Phone.person_id == person_id)
    ).one()
    return Desk(
        duties=[as_told(session, line.id, duty, language) for duty in mine],
        offers=offers_for(session, line, person_id, language),
        owed=_owed(session, line, person_id),
        volunteer_until=until and until.astimezone(roster.zone),
        teams=teams_to_help(session, person, line.id),
        paused=person_id in paused(session, now),
        accompaniments=session.scalar(
            select(func.count())
            .select_from(Accompaniment)
            .where(Accompaniment.person_id == person_id, Accompaniment.ended_on.is_(None))
        )
        or 0,
        cases=session.scalars(
            select(Case.id)
            .where(
                Case.line_id == line.id,
                Case.person_id == person_id,
                Case.state != CaseState.CLOSED,
            )
            .order_by(Case.id)
        ).all(),
        appointments=[
            at.astimezone(roster.zone)
            for at in session.scalars(
                select(Appointment.starts_at)
                .where(
                    Appointment.person_id == person_id,
                    Appointment.state == PLANNED,
                    Appointment.ends_at > now,
                )
                .order_by(Appointment.starts_at)
            )
        ],
        calendar=session.scalar(
            select(func.count()).select_from(CalendarKey).filter_by(person_id=person_id)
        )
        != 0,
        phones=verified[0],
        unverified=verified[0] - verified[1],
    )


def _owed(session: Session, line: LoadedLine, person_id: int) -> list[Owed]:
    rows = session.execute(
        select(WrapUp.id, WrapUp.opened_at)
        .join(Call, Call.id == WrapUp.call_id)
        .where(WrapUp.person_id == person_id, WrapUp.done_at.is_(None), Call.line_id == line.id)
        .order_by(WrapUp.opened_at)
    )
    zone = roster_of(session, line.id).zone
    return [Owed(row.id, row.opened_at.astimezone(zone)) for row in rows]
