"""Who can take a case: the people of the line as the rule wants them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.calls.crew import crew_of
from hotline.calls.plans import wish_of
from hotline.cases.desk import Desk, open_cases
from hotline.cases.events import Event
from hotline.cases.tables import Case, CaseEvent
from hotline.database import UtcDateTime
from hotline.notices.people import people_with_mail, told_by_text
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.rosters.service import LineRoster, roster_of
from hotline.swaps.team import team_of
from routing.cases import Candidate, Takers, takers
from routing.plan import Match
from schedules.decisions import Absence


def takers_of(desk: Desk, case: Case) -> Takers:
    """Whom to ask of this case, one after the other; or why nobody can take it."""
    wish = wish_of(
        case.profession, case.language, territory=case.area, avoids=frozenset(case.avoids)
    )
    return takers(_candidates(desk, case), wish, frozenset(map(Match, case.matches)))


def can_be_told(desk: Desk, person_id: int) -> bool:
    """Whether a text or a mail reaches this person."""
    with_mail = people_with_mail(desk.session, desk.line.id)
    return person_id in with_mail or told_by_text(desk.session, desk.line)(person_id)


def _candidates(desk: Desk, case: Case) -> list[Candidate]:
    session, line_id = desk.session, desk.line.id
    roster = roster_of(session, line_id)
    members = {int(person): team for team in desk.cases.teams for person in team_of(roster, team)}
    active = {one.id for one in people_by_ids(session, members).values() if one.active}
    crew, by_text = crew_of(session, line_id), told_by_text(session, desk.line)
    with_mail, away = people_with_mail(session, line_id), _away(roster, desk.now)
    asked, last = _asked(session, case), _last_given(session, line_id)
    load = [one.person_id for one in open_cases(session, line_id) if one.id != case.id]
    return [
        Candidate(
            who=crew[person].on_duty(team, ""),
            told=by_text(person) or person in with_mail,
            away=person in away,
            asked=person in asked,
            open_cases=load.count(person),
            last_given=last.get(person),
        )
        for person, team in sorted(members.items())
        if person in active
    ]


def _away(roster: LineRoster, now: datetime) -> set[int]:
    return {
        int(decision.person)
        for decision in roster.roster.decisions
        if isinstance(decision, Absence) and decision.start <= now < decision.end
    }


def _asked(session: Session, case: Case) -> frozenset[int | None]:
    asked = select(CaseEvent.person_id).filter_by(case_id=case.id, kind=Event.ASKED)
    return frozenset(session.scalars(asked))


def _last_given(session: Session, line_id: int) -> Mapping[int, datetime]:
    rows = session.execute(
        select(CaseEvent.person_id, func.max(CaseEvent.at, type_=UtcDateTime))
        .join(Person, Person.id == CaseEvent.person_id)
        .where(Person.line_id == line_id, CaseEvent.kind == Event.ASKED)
        .group_by(CaseEvent.person_id)
    )
    return {person: at for person, at in rows if person is not None}
