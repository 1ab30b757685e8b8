"""A case is given to somebody, or to the next one, or to nobody: each time in one change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hotline.calls.intents import SendNotice
from hotline.cases.choosing import takers_of
from hotline.cases.desk import Desk
from hotline.cases.events import Event, note
from hotline.cases.links import drop_links
from hotline.cases.tables import Case
from hotline.cases.telling import (
    due_in_words,
    line_words,
    tell,
    tell_desk,
    tell_with_link,
    with_command,
    zone_of,
)
from hotline.cases.words import WHY
from hotline.people.tables import Person
from routing.case_clock import CaseState, ask_until
from routing.cases import WhyNobody

FAREWELL = {Event.LAPSED, Event.TAKEN_BACK}
"""How a case goes from somebody who is told so: they may not know."""


def give(
    desk: Desk, case: Case, person_id: int, author: str, gone: Event | None = None
) -> list[SendNotice]:
    """Asks this person to take it, whoever has it now; `gone` is how it went from them. Nothing
    when it changed in the meantime."""
    before = case.person_id
    limit = timedelta(hours=case.limit_hours)
    moved = desk.moves(
        case,
        state=CaseState.ASKED,
        person_id=person_id,
        ask_until=ask_until(desk.now, limit, zone_of(desk, person_id)),
        **_anew(desk, case),
    )
    if not moved:
        return []
    told = _goes_from(desk, case, before, author, gone)
    note(desk.session, case.id, Event.ASKED, author, desk.now, person_id=person_id)

    def asked(language: str) -> str:
        when = due_in_words(desk, case, person_id, language)
        return line_words(desk, "case-asked", language, when=when)

    return [*told, *tell_with_link(desk, case, person_id, "asked", asked)]


def give_to_next(
    desk: Desk, case: Case, author: str, gone: Event | None = None
) -> list[SendNotice]:
    """Asks whoever is next; with nobody to ask, coordinators are told at once, and why."""
    found = takers_of(desk, case)
    if found.people:
        return give(desk, case, found.people[0], author, gone)
    assert found.why is not None  # nobody to ask, for a reason
    return _give_to_nobody(desk, case, found.why, author, gone)


def _give_to_nobody(
    desk: Desk, case: Case, why: WhyNobody, author: str, gone: Event | None
) -> list[SendNotice]:
    before = case.person_id
    if not desk.moves(
        case, state=CaseState.WAITING, person_id=None, ask_until=None, **_anew(desk, case)
    ):
        return []
    told = _goes_from(desk, case, before, author, gone)
    note(desk.session, case.id, Event.NOBODY, author, desk.now, detail=why)

    def nobody(language: str) -> str:
        reason = WHY[why].read_in(language)
        told = line_words(desk, "case-nobody", language, number=str(case.id), why=reason)
        return with_command(told, case, language)

    return [*told, *tell_desk(desk, case, "nobody", nobody)]


def _anew(desk: Desk, case: Case) -> dict[str, Any]:
    """What begins again with another responder. Whoever waits for a first answer waits since they
    asked; somebody who was followed already is to hear from the next one in the same time."""
    begins: dict[str, Any] = {
        "turn": case.turn + 1,
        "accepted_at": None,
        "answered_at": None,
        "reminded_at": None,
    }
    if case.answered_at is not None:
        due = desk.now + timedelta(hours=case.limit_hours)
        begins |= {"due_at": due, "escalate_at": due}
    return begins


def _goes_from(
    desk: Desk, case: Case, before: int | None, author: str, gone: Event | None
) -> list[SendNotice]:
    drop_links(desk.session, case.id)
    if before is None or gone is None:
        return []
    note(desk.session, case.id, gone, author, desk.now, person_id=before)
    number = str(case.id)
    if gone is Event.LEFT:
        name = desk.session.get_one(Person, before).name
        return tell_desk(
            desk,
            case,
            "left",
            lambda language: line_words(desk, "case-left", language, name=name, number=number),
        )
    if gone not in FAREWELL:
        return []
    return tell(
        desk,
        case,
        before,
        "moved",
        lambda language: line_words(desk, "case-moved", language, number=number),
    )
