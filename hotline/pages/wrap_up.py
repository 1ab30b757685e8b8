"""The wrap-up page: opened from a text message, also during the talk; done once.

Its address is the only key to it, so it needs no account, no cookie and no other protection
against forged requests. It says nothing about the caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.dialling import dispatch
from hotline.pages.appointments import offers_appointments
from hotline.pages.form import FOLLOW_UPS, SEVERITIES, natures, read_note
from hotline.pages.numbers_to_say import NumberToSay, keep_numbers, numbers_to_say
from hotline.pages.words import page
from hotline.service import hotline
from hotline.taxonomies import Wording, offered, orientations, reason_groups, reasons
from hotline.wrapups.hard_calls import is_hard, note_hard_call, pause_offered
from hotline.wrapups.service import NOTHING, finish, wrap_up_by_token
from hotline.wrapups.tables import WrapUp

LONGEST_ANSWER = 4096
"""Bytes: many times what the form can send."""


def show_wrap_up(token: str) -> Response:
    """The form. Looking changes nothing, so a preview of the message uses nothing up."""
    with hotline().database.reading() as session:
        wrap_up = wrap_up_by_token(session, token)
        numbers = numbers_to_say(session, wrap_up) if wrap_up else []
        at = _appointments_at(session, wrap_up, token) if wrap_up else None
    if wrap_up is None:
        return page("unknown.html", 404)
    if wrap_up.done_at is not None:
        return _done_before(wrap_up, at, numbers)
    return _form({}, {}, numbers, 200, appointments_at=at)


def take_wrap_up(token: str) -> Response:
    """Keeps the note and says thank you; what is wrong is shown beside its field (422)."""
    request.max_content_length = LONGEST_ANSWER
    if "numbers-only" in request.form:
        return _take_numbers(token)
    note, wrong = read_note(request.form)
    service = hotline()
    told: list[SendNotice] = []
    offered = False
    with service.database.writing() as session:
        wrap_up = wrap_up_by_token(session, token)
        if wrap_up is None:
            return page("unknown.html", 404)
        keep_numbers(session, wrap_up, request.form.getlist("number"))
        numbers = numbers_to_say(session, wrap_up)
        at = _appointments_at(session, wrap_up, token)
        done_before = wrap_up.done_at is not None
        if note is not None and not done_before:
            done_before = not finish(session, wrap_up, note, via="page", now=service.now())
            session.refresh(wrap_up)
            if not done_before and is_hard(note.severity):
                now = service.now()
                told = note_hard_call(session, wrap_up, note.severity, now, service.new_id)
                offered = pause_offered(session, wrap_up, now)
    dispatch(service, told)
    if done_before:
        return _done_before(wrap_up, at, numbers)
    if note is None:
        return _form(request.form, wrong, numbers, 422, appointments_at=at)
    heavy = is_hard(note.severity)
    values = {"heavy": heavy, "offered": offered, "token": token, "appointments_at": at}
    return page("thanks.html", 200, **values)


def _take_numbers(token: str) -> Response:
    """Keeps the numbers to be said; the form comes back as it was filled in so far."""
    with hotline().database.writing() as session:
        wrap_up = wrap_up_by_token(session, token)
        if wrap_up is None:
            return page("unknown.html", 404)
        keep_numbers(session, wrap_up, request.form.getlist("number"))
        session.flush()
        numbers = numbers_to_say(session, wrap_up)
        at = _appointments_at(session, wrap_up, token)
    if wrap_up.via == NOTHING:
        return _done_before(wrap_up, at, numbers, kept=True)
    return _form(request.form, {}, numbers, 200, appointments_at=at, kept=True)


def _done_before(
    wrap_up: WrapUp,
    appointments_at: str | None,
    numbers: Sequence[NumberToSay],
    *,
    kept: bool = False,
) -> Response:
    """Noted already, or nothing to be noted on this line."""
    if wrap_up.via == NOTHING:
        return page(
            "nothing_to_note.html",
            200,
            numbers=numbers,
            numbers_kept=kept,
            appointments_at=appointments_at,
        )
    by_keypad = wrap_up.via == "keypad"
    return page("noted_before.html", 200, by_keypad=by_keypad, appointments_at=appointments_at)


def _appointments_at(session: Session, wrap_up: WrapUp, token: str) -> str | None:
    """The end of the address where an appointment is fixed; None where the line offers none."""
    return token if offers_appointments(session, wrap_up) else None


def _form(
    given: Mapping[str, str],
    wrong: Mapping[str, Wording],
    numbers: Sequence[NumberToSay],
    status: int,
    *,
    appointments_at: str | None = None,
    kept: bool = False,
) -> Response:
    grouped = {
        group: [reason for reason in offered(reasons()).values() if reason.group == group]
        for group in reason_groups()
    }
    return page(
        "wrap_up.html",
        status,
        numbers=numbers,
        numbers_kept=kept,
        appointments_at=appointments_at,
        given=given,
        wrong=wrong,
        groups=reason_groups(),
        reasons=grouped,
        severities=SEVERITIES,
        orientations=offered(orientations()),
        follow_ups=FOLLOW_UPS,
        natures=natures(),
    )
