"""Star, then 6: the responder gives the caller a follow-up code, or takes over from whoever gave
them theirs."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.accompaniments.handing_over import opened_by, record_behind
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.follow_ups.giving import give, gives_codes, new_code
from hotline.follow_ups.handing_over import hand_over
from hotline.follow_ups.tables import FollowUp
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.hold import held_by, star_menu
from hotline.voice.incoming import line_of
from hotline.voice.webhook import attempt, webhook
from hotline.words import words


def offer_code(leg: Leg, call: Call) -> Response:
    """What the code does, and the key that gives it; what else there is when the caller has one."""
    with hotline().database.reading() as session:
        line = line_of(session, call)
        follow_up = line.document.follow_up
        if follow_up is None or not gives_codes(session, line, leg):
            return star_menu(leg, call)
        other = _accompanied_by(session, call, leg)
    if call.code_given is not None:
        return star_menu(leg, call, words("follow-up-given", leg.language))
    spoken = [words("follow-up-take-over", leg.language, name=other)] if other else []
    question = (
        words("follow-up-confirm", leg.language, days=str(follow_up.days))
        if call.follow_up_id is None
        else words("follow-up-confirm-new", leg.language)
    )
    action = f"/voice/legs/{leg.id}/follow-up?attempt={call.codes_given + 1}"
    return Document(call, leg.language).ask(action, *spoken, question, seconds=8).answer()


def follow_up_given(leg_id: str) -> Response:
    """1: the caller hears a code at once. 2: theirs leads here from now on. Silence leads back to
    the menu."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    pressed = webhook().digits
    if pressed == "1":
        return _give(*held)
    if pressed == "2":
        return _take_over(*held)
    return star_menu(*held)


def _give(leg: Leg, call: Call) -> Response:
    service, nth = hotline(), attempt()
    with service.database.reading() as session:
        if not gives_codes(session, line_of(session, call), leg):
            return star_menu(leg, call)
    new = new_code(service.chance)
    with service.database.writing() as session:
        line = line_of(session, call)
        today = line.document.local_time(service.now()).date()
        give(session, line, call, leg, new, nth=nth, today=today, chance=service.chance)
        found = leg_and_call(session, leg.id)
    # Told twice, it was given the first time.
    given = found is not None and found[1].codes_given >= nth
    return star_menu(leg, call, *([words("follow-up-given", leg.language)] if given else []))


def _take_over(leg: Leg, call: Call) -> Response:
    service = hotline()
    with service.database.reading() as session:
        if _accompanied_by(session, call, leg) is None:
            return star_menu(leg, call)
        record = record_behind(session, call.follow_up_id or "")
    handed = opened_by(record, call.code_keyed) if record and call.code_keyed else None
    with service.database.writing() as session:
        done = hand_over(session, call.follow_up_id or "", handed, leg.person_id, service.chance)
    told = "follow-up-taken-over" if done else "follow-up-not-taken-over"
    return star_menu(leg, call, words(told, leg.language))


def _accompanied_by(session: Session, call: Call, leg: Leg) -> str | None:
    """Who accompanies this caller, as their code says; None when it says nobody, or this very
    responder, or when they answer for another line."""
    if call.follow_up_id is None or not gives_codes(session, line_of(session, call), leg):
        return None
    follow_up = session.get(FollowUp, call.follow_up_id)
    if follow_up is None or follow_up.person_id == leg.person_id:
        return None
    return session.get_one(Person, follow_up.person_id).name
