"""What whoever was asked does with a case: accepts it, passes it on, follows it, closes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from hotline.calls.intents import SendNotice
from hotline.cases.contacts import drop_contact, keep_longer
from hotline.cases.desk import Desk
from hotline.cases.events import Event, note
from hotline.cases.giving import give_to_next
from hotline.cases.links import drop_links
from hotline.cases.tables import Case
from hotline.cases.telling import line_words, tell
from hotline.people.tables import Person
from routing.case_clock import CaseState


@dataclass(frozen=True, slots=True)
class Spoke:
    """A contact with the person: when (aware), how, how long (minutes, in steps of five)."""

    at: datetime
    channel: str
    minutes: int
    once: str
    """Of the form: the same one is noted once."""


def accept(desk: Desk, case: Case) -> bool:
    """Whoever was asked takes it. False when it was accepted, closed, or went to somebody else in
    the meantime: exactly one of several at once accepts."""
    if case.state != CaseState.ASKED:
        return False
    person = case.person_id
    if not desk.moves(case, state=CaseState.ACCEPTED, accepted_at=desk.now, ask_until=None):
        return False
    note(desk.session, case.id, Event.ACCEPTED, _slug(desk, case), desk.now, person_id=person)
    return True


def pass_on(desk: Desk, case: Case) -> list[SendNotice]:
    """« Je ne peux pas »: whoever is next is asked, whatever happened so far."""
    return give_to_next(desk, case, _slug(desk, case), Event.PASSED_ON)


def note_contact(desk: Desk, case: Case, spoke: Spoke) -> bool:
    """Notes that they spoke or wrote. False when the case is not theirs, or not accepted; noting
    the same form again changes nothing."""
    if case.state != CaseState.ACCEPTED:
        return False
    first = {
        "answered_at": min(case.answered_at or spoke.at, spoke.at),
        "first_contact_at": min(case.first_contact_at or spoke.at, spoke.at),
    }
    if not desk.moves(case, **first):
        return False
    try:
        with desk.session.begin_nested():
            note(
                desk.session,
                case.id,
                Event.CONTACT,
                _slug(desk, case),
                desk.now,
                person_id=case.person_id,
                channel=spoke.channel,
                minutes=spoke.minutes,
                happened_at=spoke.at,
                once=spoke.once,
            )
    except IntegrityError:
        return True
    keep_longer(desk.session, case.id, desk.cases, desk.now)
    return True


def close(
    desk: Desk, case: Case, outcome: str, author: str | None = None
) -> list[SendNotice] | None:
    """Closes it: the contact and the links go at once. `author` is the coordinator who does, of
    whom the responder hears; None is the responder. None when it was closed, or went to somebody
    else, in the meantime."""
    holder, by = case.person_id, author or _slug(desk, case)
    closed = desk.moves(
        case,
        state=CaseState.CLOSED,
        outcome=outcome,
        closed_at=desk.now,
        person_id=None,
        ask_until=None,
        turn=case.turn + 1,
    )
    if not closed:
        return None
    drop_contact(desk.session, case.id)
    drop_links(desk.session, case.id)
    note(desk.session, case.id, Event.CLOSED, by, desk.now, detail=outcome)
    if author is None or holder is None:
        return []
    number = str(case.id)
    return tell(
        desk,
        case,
        holder,
        "closed",
        lambda language: line_words(desk, "case-closed", language, number=number),
    )


def _slug(desk: Desk, case: Case) -> str:
    assert case.person_id is not None  # whoever acts on their page has the case
    return desk.session.get_one(Person, case.person_id).slug
