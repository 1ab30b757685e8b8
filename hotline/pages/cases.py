"""A case's page: whoever was asked accepts it or passes it on, sees the contact, notes what follows,
and closes it.

Its address is a key that was sent to one person; it works until the case is closed or goes to
somebody else. Looking changes nothing, and before the case is accepted shows nobody's contact: a
preview of the message gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from hotline import numbers
from hotline.calls.intents import SendNotice
from hotline.cases.answering import accept, close, note_contact, pass_on
from hotline.cases.contacts import Contact, contact_of
from hotline.cases.desk import Desk, desk_for
from hotline.cases.events import Event, events_of
from hotline.cases.links import case_by_token
from hotline.cases.tables import Case
from hotline.cases.telling import due_in_words, local, zone_of
from hotline.cases.words import ASKED_BY, CHANNELS, OUTCOMES, place_name
from hotline.dialling import dispatch
from hotline.pages.case_form import MINUTES, Bounds, read_contact, read_outcome
from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.taxonomies import Wording, professions
from hotline.words.written import written_day
from routing.case_clock import CaseState

LONGEST_ANSWER = 4096
"""Bytes: many times what the forms can send."""


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


@dataclass
class Done:
    """What a form led to: what leaves, and what is shown instead of the case."""

    told: list[SendNotice] = field(default_factory=list)
    over: str | None = None
    """Why the case is theirs no more."""
    wrong: dict[str, Wording] = field(default_factory=dict)


def show_case(token: str) -> Response:
    """The case as it stands."""
    with hotline().database.reading() as session:
        shown = _shown(session, token)
    return _gone() if shown is None else _page(shown, 200)


def accept_case(token: str) -> AnyResponse:
    """Takes the case; the contact is shown from now on."""

    def take(desk: Desk, case: Case) -> Done:
        accept(desk, case)
        return Done()

    return _do(token, take)


def pass_case_on(token: str) -> AnyResponse:
    """« Je ne peux pas »: the next one is asked."""
    return _do(token, lambda desk, case: Done(pass_on(desk, case), "passed-on"))


def note_case_contact(token: str) -> AnyResponse:
    """Notes that they spoke or wrote; what is wrong is shown beside its field (422)."""

    def note(desk: Desk, case: Case) -> Done:
        bounds = Bounds(case.opened_at, desk.now, zone_of(desk, case.person_id))
        spoke, wrong = read_contact(request.form, bounds)
        if spoke is not None:
            note_contact(desk, case, spoke)
        return Done(wrong=wrong)

    return _do(token, note)


def close_case(token: str) -> AnyResponse:
    """Closes the case; its contact is gone with that."""

    def end(desk: Desk, case: Case) -> Done:
        outcome, wrong = read_outcome(request.form)
        if outcome is None:
            return Done(wrong=wrong)
        close(desk, case, outcome)
        return Done(over="closed")

    return _do(token, end)


def _do(token: str, action: Callable[[Desk, Case], Done]) -> AnyResponse:
    request.max_content_length = LONGEST_ANSWER
    given = request.form
    service = hotline()
    with service.database.writing() as session:
        case = case_by_token(session, token)
        if case is None:
            return _gone()
        desk = desk_for(session, case.line_id, service.now(), service.new_id, service.url)
        done = action(desk, case)
    dispatch(service, done.told)
    if done.over is not None:
        return page("case_over.html", 200, why=done.over)
    if not done.wrong:
        address = url_for("pages.show_case", token=token, language=page_language())
        return redirect(address, 303)
    with service.database.reading() as session:
        shown = _shown(session, token)
    return _gone() if shown is None else _page(shown, 422, given, done.wrong)


def _shown(session: Session, token: str) -> CaseShown | None:
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
            (
                written_day(local(desk, event.happened_at, person).date(), language),
                CHANNELS[str(event.channel)].read_in(language).lower(),
                event.minutes or 0,
            )
            for event in events_of(session, case.id)
            if event.kind == Event.CONTACT
            and event.person_id == person
            and isinstance(event.happened_at, datetime)
        ],
        day=f"{now:%Y-%m-%d}",
        time=f"{now:%H:%M}",
        once=service.new_id(),
    )


def _page(
    shown: CaseShown,
    status: int,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, Wording] | None = None,
) -> Response:
    fresh = {"day": shown.day, "time": shown.time, "once": shown.once}
    return page(
        "case.html",
        status,
        case=shown,
        given={**fresh, **(given or {})},
        wrong=wrong or {},
        channels=CHANNELS,
        minutes=MINUTES,
        outcomes=OUTCOMES,
        token=request.view_args["token"] if request.view_args else "",
    )


def _gone() -> Response:
    return page("case_over.html", 404, why="gone")
