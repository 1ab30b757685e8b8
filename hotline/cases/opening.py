"""A request is written down, and somebody is asked to take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from hotline.calls.intents import SendNotice
from hotline.cases.contacts import Contact, keep_contact
from hotline.cases.desk import Desk
from hotline.cases.events import Event, note
from hotline.cases.giving import give_to_next
from hotline.cases.tables import Case
from hotline.lines.cases import Cases
from routing.plan import Match

Where = Literal["near", "elsewhere", "anywhere"]
_PLACES = {Match.TERRITORY, Match.ELSEWHERE}


@dataclass(frozen=True, slots=True)
class Request:
    """What a coordinator writes down, but for whom it is about."""

    profession: str
    area: str | None
    asked_by: str
    where: Where | None = None
    """None: as the line does."""
    language: str | None = None
    """None: the line's first."""
    avoids: tuple[str, ...] = ()
    for_someone_else: bool = False


def matches_of(cases: Cases, where: Where | None) -> frozenset[Match]:
    """What is asked of whoever takes a case."""
    usual = frozenset(map(Match, cases.match))
    match where:
        case None:
            return usual
        case "near":
            return (usual - _PLACES) | {Match.TERRITORY}
        case "elsewhere":
            return (usual - _PLACES) | {Match.ELSEWHERE}
        case "anywhere":
            return usual - _PLACES


def open_case(
    desk: Desk, request: Request, contact: Contact, author: str
) -> tuple[Case, list[SendNotice]]:
    """Opens it, seals the contact, and asks the first who can take it."""
    cases = desk.cases
    matches = matches_of(cases, request.where)
    if request.language is not None:
        matches |= {Match.LANGUAGE}
    due = desk.now + timedelta(hours=cases.answer_within_hours)
    case = Case(
        line_id=desk.line.id,
        profession=request.profession,
        area=request.area,
        matches=sorted(matches),
        language=request.language or desk.line.document.line.languages[0],
        avoids=sorted(request.avoids),
        asked_by=request.asked_by,
        for_someone_else=request.for_someone_else,
        limit_hours=cases.answer_within_hours,
        opened_at=desk.now,
        due_at=due,
        escalate_at=due,
    )
    desk.session.add(case)
    desk.session.flush()
    keep_contact(desk.session, case.id, contact, cases, desk.now)
    note(desk.session, case.id, Event.OPENED, author, desk.now)
    return case, give_to_next(desk, case, author)
