"""What somebody still has on the line: to be passed on before they leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.accompaniments.tables import Accompaniment
from hotline.appointments.tables import PLANNED, Appointment
from hotline.callbacks.tables import Callback
from hotline.cases.tables import Case
from hotline.database.types import Base
from hotline.follow_ups.tables import FollowUp
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.rosters.service import roster_of
from hotline.swaps.tables import OFFERED, SwapOffer
from hotline.taxonomies import Wording
from routing.case_clock import CaseState
from schedules.on_duty import duties

AHEAD = timedelta(days=90)

DUTIES = Wording("permanences à venir (90 jours)", "duties to come (90 days)")
OFFERS = Wording("permanences proposées", "duties offered")
ACCOMPANIED = Wording("accompagnements", "accompaniments")
CASES = Wording("demandes suivies", "cases")
APPOINTMENTS = Wording("rendez-vous", "appointments")
CALLBACKS = Wording("rappels demandés auprès d'elle", "calls back asked of them")
CODES = Wording("codes pour revenir vers elle", "codes to come back to them")
DEPUTY = Wording("personnes dont c'est le relais", "people they stand in for")


@dataclass(frozen=True, slots=True)
class Held:
    """How many of one thing."""

    what: Wording
    count: int


def held_by(session: Session, line: LoadedLine, person: Person, now: datetime) -> list[Held]:
    """What this person has; what they have none of is left out."""
    ahead = duties(roster_of(session, line.id).roster, now, now + AHEAD)
    counts = (
        (DUTIES, sum(duty.person == str(person.id) for duty in ahead)),
        (OFFERS, _count(session, SwapOffer, giver_id=person.id, state=OFFERED)),
        (ACCOMPANIED, _count(session, Accompaniment, person_id=person.id, ended_on=None)),
        (CASES, _open_cases(session, person.id)),
        (APPOINTMENTS, _count(session, Appointment, person_id=person.id, state=PLANNED)),
        (CALLBACKS, _count(session, Callback, companion_id=person.id)),
        (CODES, _codes(session, line, person.id, now)),
        (DEPUTY, _count(session, Person, line_id=line.id, deputy=person.slug, active=True)),
    )
    return [Held(what, count) for what, count in counts if count]


def _open_cases(session: Session, person_id: int) -> int:
    mine = select(func.count()).select_from(Case)
    mine = mine.where(Case.person_id == person_id, Case.state != CaseState.CLOSED)
    return session.scalar(mine) or 0


def _codes(session: Session, line: LoadedLine, person_id: int, now: datetime) -> int:
    """Those that are still known today."""
    mine = select(func.count()).select_from(FollowUp)
    mine = mine.where(
        FollowUp.person_id == person_id,
        FollowUp.expires_on > line.document.local_time(now).date(),
    )
    return session.scalar(mine) or 0


def _count(session: Session, table: type[Base], **having: object) -> int:
    return session.scalar(select(func.count()).select_from(table).filter_by(**having)) or 0
