"""A case as its page shows it to whoever has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hotline import numbers
from hotline.cases.contacts import Contact, contact_of
from hotline.cases.desk import Desk, desk_for
from hotline.cases.events import Event, events_of
from hotline.cases.links import case_by_token
from hotline.cases.tables import CaseEvent
from hotline.cases.telling import due_in_words, local
from hotline.cases.words import ASKED_BY, CHANNELS, place_name
from hotline.pages.words import page_language
from hotline.service import hotline
from hotline.taxonomies import professions
from hotline.words.written import written_day
from routing.case_clock import CaseState


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as its page shows it, in the visitor's language."""

    number: int
    profession: str
    place: str
    asked_by: str
    for_someone_else: bool
    due: str
    accepted: bool
    answered: bool
    contact: Contact | None
    """Only of a case that was accepted."""
    number_to_call: str
    """As it is said; empty when they are to be written to."""
    contacts: Sequence[tuple[str, str, int]]
    """Day, how, minutes: of those that this person noted."""
    day: str
    time: str
    """Now, where this person lives."""
    once: str


def case_shown(session: Session, token: str) -> CaseShown | None:
    """The case behind a page's address; None when it is not, or no longer, theirs."""
    service, language = hotline(), page_language()
    case = case_by_token(session, token)
    if case is None or case.person_id is None:
        return None
    person = case.person_id
    desk = desk_for(session, case.line_id, service.now(), service.new_id, service.url)
    accepted = case.state == CaseState.ACCEPTED
    contact = contact_of(session, case.id) if accepted else None
    now = local(desk, desk.now, person)
    return CaseShown(
        number=case.id,
        profession=professions()[case.profession].name.read_in(language),
        place=place_name(case.area, language),
        asked_by=ASKED_BY[case.asked_by].read_in(language),
        for_someone_else=case.for_someone_else,
        due=due_in_words(desk, case, person, language),
        accepted=accepted,
        answered=case.answered_at is not None,
        contact=contact,
        number_to_call=numbers.spoken(contact.way) if contact and not contact.is_mail else "",
        contacts=[
            _noted(desk, event, person, language)
            for event in events_of(session, case.id)
            if event.kind == Event.CONTACT and event.person_id == person
        ],
        day=f"{now:%Y-%m-%d}",
        time=f"{now:%H:%M}",
        once=service.new_id(),
    )


def _noted(desk: Desk, event: CaseEvent, person: int, language: str) -> tuple[str, str, int]:
    assert event.happened_at is not None  # every contact took place at some time
    day = written_day(local(desk, event.happened_at, person).date(), language)
    return day, CHANNELS[str(event.channel)].read_in(language).lower(), event.minutes or 0
