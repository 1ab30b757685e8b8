"""What becomes due for a case as time passes; each step once, whoever looks, however often."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.cases.choosing import takers_of
from hotline.cases.desk import Desk, open_cases
from hotline.cases.events import SERVICE, Event, note
from hotline.cases.giving import give, give_to_next
from hotline.cases.tables import Case, CaseContact
from hotline.cases.telling import (
    due_in_words,
    line_words,
    tell_desk,
    tell_with_link,
    with_command,
    zone_of,
)
from hotline.people.tables import Person
from hotline.readiness.quiet import left_alone
from routing.case_clock import CaseSeen, CaseState, Step, due_steps, next_escalation


def due_cases(desk: Desk) -> list[tuple[int, Step]]:
    """What is to be done now on this line, case by case."""
    found = [(case, _seen(desk, case)) for case in open_cases(desk.session, desk.line.id)]
    return [(case.id, step) for case, seen in found for step in due_steps(seen, desk.now)]


def do_step(desk: Desk, case_id: int, step: Step) -> list[SendNotice]:
    """Does it if it is still to be done; gives what is to be sent."""
    case = desk.session.get(Case, case_id)
    if case is None or step not in due_steps(_seen(desk, case), desk.now):
        return []
    match step:
        case Step.LEFT:
            return give_to_next(desk, case, SERVICE, Event.LEFT)
        case Step.NEXT:
            return give_to_next(desk, case, SERVICE, Event.LAPSED)
        case Step.AGAIN:
            people = takers_of(desk, case).people
            return give(desk, case, people[0], SERVICE) if people else []
        case Step.REMIND:
            return _remind(desk, case)
        case Step.ESCALATE:
            return _escalate(desk, case)


def expired_contacts(session: Session, line_id: int, now: datetime) -> list[int]:
    """The cases whose contact is to go, since nothing was noted for so long."""
    rows = select(CaseContact.case_id).join(Case, Case.id == CaseContact.case_id)
    return list(session.scalars(rows.where(Case.line_id == line_id, CaseContact.expires_at <= now)))


def expire(desk: Desk, case_id: int) -> list[SendNotice]:
    """Deletes the contact; whoever has the case is told to close it if it is over."""
    over = delete(CaseContact).where(
        CaseContact.case_id == case_id, CaseContact.expires_at <= desk.now
    )
    if not desk.session.scalars(over.returning(CaseContact.case_id)).all():
        return []
    case = desk.session.get_one(Case, case_id)
    note(desk.session, case_id, Event.EXPIRED, SERVICE, desk.now, person_id=case.person_id)
    if case.person_id is None:
        return []
    number = str(case_id)
    return tell_with_link(
        desk,
        case,
        case.person_id,
        f"expired-{desk.now:%Y%m%d}",
        lambda language: line_words(desk, "case-expired", language, number=number),
    )


def _seen(desk: Desk, case: Case) -> CaseSeen:
    person = desk.session.get(Person, case.person_id) if case.person_id else None
    return CaseSeen(
        state=CaseState(case.state),
        limit=timedelta(hours=case.limit_hours),
        due_at=case.due_at,
        escalate_at=case.escalate_at,
        zone=zone_of(desk, case.person_id),
        left=person is not None and not person.active,
        ask_until=case.ask_until,
        accepted_at=case.accepted_at,
        answered=case.answered_at is not None,
        reminded=case.reminded_at is not None,
    )


def _remind(desk: Desk, case: Case) -> list[SendNotice]:
    person = case.person_id
    assert person is not None  # only whoever accepted is reminded
    if left_alone(desk.session, person, desk.now):
        return []  # still to be done when the job looks again
    if not desk.moves(case, Case.reminded_at.is_(None), reminded_at=desk.now):
        return []
    note(desk.session, case.id, Event.REMINDED, SERVICE, desk.now, person_id=person)

    def reminded(language: str) -> str:
        when = due_in_words(desk, case, person, language)
        return line_words(desk, "case-reminder", language, number=str(case.id), when=when)

    return tell_with_link(desk, case, person, "reminder", reminded)


def _escalate(desk: Desk, case: Case) -> list[SendNotice]:
    as_seen = Case.escalate_at == case.escalate_at
    if not desk.moves(case, as_seen, escalate_at=next_escalation(case.due_at, desk.now)):
        return []
    note(desk.session, case.id, Event.ESCALATED, SERVICE, desk.now, person_id=case.person_id)
    waited = desk.now - (case.due_at - timedelta(hours=case.limit_hours))
    blanks = {"number": str(case.id), "hours": str(waited // timedelta(hours=1))}
    if case.person_id is not None:
        blanks["name"] = desk.session.get_one(Person, case.person_id).name

    def late(language: str) -> str:
        told = line_words(desk, f"case-late-{case.state}", language, **blanks)
        return with_command(told, case, language)

    return tell_desk(desk, case, f"late-{desk.now:%Y%m%d%H}", late)
