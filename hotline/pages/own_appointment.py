"""A responder's appointment on a page of its own, from the text that told them: to move it, to
cancel it, to join it, to say whether it took place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.appointments.finding import by_page
from hotline.appointments.keys import page_key, responder_key
from hotline.appointments.making import Refusal, cancel, move, note_outcome, zone_of
from hotline.appointments.tables import CANCELLED, Appointment
from hotline.appointments.telling import Post
from hotline.calls.intents import SendNotice
from hotline.dialling import dispatch
from hotline.lines.service import LoadedLine, line_by_id
from hotline.pages.appointment_form import (
    ON_DUTY,
    REFUSALS,
    days,
    duty_in_the_way,
    read_time,
    time_filled_in,
)
from hotline.pages.appointment_shown import shown
from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.taxonomies import Wording

LONGEST_ANSWER = 4096
OUTCOMES = {
    "done": Wording("Il a eu lieu", "It took place"),
    "missed": Wording("La personne n'est pas venue", "The person did not come"),
}
SURE = Wording("Cochez la case pour annuler.", "Tick the box to cancel.")

Change = Callable[[Session, LoadedLine, Appointment], list[SendNotice] | Wording]
"""What a form does: what is to be sent, or what is wrong."""


def show_appointment(token: str) -> Response:
    """The appointment as it is. Looking changes nothing."""
    with hotline().database.reading() as session:
        row = by_page(session, token)
        if row is None:
            return page("appointment_unknown.html", 404)
        return _page(session, _line(session, row), row, {}, {})


def move_appointment(token: str) -> Response:
    """To another time."""

    def change(session: Session, line: LoadedLine, row: Appointment) -> list[SendNotice] | Wording:
        service, form = hotline(), request.form
        start = read_time(form, _zone(session, line, row), service.now(), _days_ahead(line))
        if isinstance(start, Wording):
            return start
        end = start + (row.ends_at - row.starts_at)
        duty = duty_in_the_way(session, row.person_id, start, end, form)
        if duty is not None:
            return duty
        seen = form.get("seen", -1, type=int)
        refused = move(session, line, row, start=start, seen=seen, now=service.now())
        if refused:
            return REFUSALS[refused]
        address = service.url(f"/rendez-vous/{page_key(row.id)}")
        return Post(session, line, service.now(), service.new_id).made(row, address)

    return _changed(token, "when", change)


def cancel_appointment(token: str) -> Response:
    """It does not take place."""

    def change(session: Session, line: LoadedLine, row: Appointment) -> list[SendNotice] | Wording:
        service = hotline()
        if request.form.get("sure") != "1":
            return SURE
        refused = cancel(session, row, service.now())
        if refused is Refusal.CHANGED and row.state == CANCELLED:
            return []
        if refused:
            return REFUSALS[refused]
        return Post(session, line, service.now(), service.new_id).cancelled(row)

    return _changed(token, "sure", change)


def tell_outcome(token: str) -> Response:
    """Whether it took place, from its beginning on."""

    def change(session: Session, _: LoadedLine, row: Appointment) -> list[SendNotice] | Wording:
        outcome = request.form.get("outcome", "")
        refused = outcome not in OUTCOMES or note_outcome(session, row, outcome, hotline().now())
        return REFUSALS[Refusal.CHANGED] if refused else []

    return _changed(token, "outcome", change)


def _changed(token: str, field: str, change: Change) -> Response:
    request.max_content_length = LONGEST_ANSWER
    service = hotline()
    with service.database.writing() as session:
        row = by_page(session, token)
        if row is None:
            return page("appointment_unknown.html", 404)
        line = _line(session, row)
        done = change(session, line, row)
        session.flush()
        wrong = {field: done} if isinstance(done, Wording) else {}
        answer = _page(session, line, row, request.form if wrong else {}, wrong, kept=not wrong)
    dispatch(service, [] if isinstance(done, Wording) else done)
    return answer


def _page(
    session: Session,
    line: LoadedLine,
    row: Appointment,
    given: Mapping[str, str],
    wrong: Mapping[str, Wording],
    *,
    kept: bool = False,
) -> Response:
    now = hotline().now()
    return page(
        "appointment.html",
        422 if wrong else 200,
        it=shown(session, line, row, page_language()),
        cancelled=row.state == CANCELLED,
        begun=row.starts_at <= now,
        over=row.ends_at <= now,
        outcome=row.outcome,
        outcomes=OUTCOMES,
        seen=row.moves,
        video=responder_key(row.id) if row.channel == "video" else None,
        days=days(_days_ahead(line), _zone(session, line, row), now),
        zone=_zone(session, line, row).key,
        given=given,
        filled_in=time_filled_in(given),
        may_insist=wrong.get("when") == ON_DUTY,
        wrong=wrong,
        kept=kept,
    )


def _line(session: Session, row: Appointment) -> LoadedLine:
    line = line_by_id(session, row.line_id)
    assert line is not None  # a foreign key holds it
    return line


def _zone(session: Session, line: LoadedLine, row: Appointment) -> ZoneInfo:
    return zone_of(session, line, row.person_id)


def _days_ahead(line: LoadedLine) -> int:
    """What the line allows; as usual on one that has stopped offering appointments meanwhile."""
    offered = line.document.appointments
    return offered.days_ahead if offered else 60
