"""Step 7. The responder presses 1, hears who is calling, presses 1 again, and is put through."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.calls import accepting
from hotline.calls.accepting import Verdict
from hotline.calls.arranging import is_to_be_rung
from hotline.calls.intents import Intent, SendNotice
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.dialling import advance_call, dispatch
from hotline.notices.service import plan_notice
from hotline.service import hotline
from hotline.voice.calling_back import wait_for_caller
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.joining import join
from hotline.voice.not_tonight import ask_not_tonight
from hotline.voice.webhook import webhook
from hotline.voice.whisper import too_late, whisper
from hotline.voice.who_calls import who_calls
from hotline.wrapups.service import open_wrap_up
from routing.outcomes import LegMode


def accept(leg_id: str) -> Response:
    """The first key: 1 holds the call while the responder hears who calls, 2 refuses it, 9 all
    calls of this duty."""
    pressed = webhook().digits
    if pressed == "2":
        return _refuse(leg_id)
    if pressed == "9":
        return ask_not_tonight(leg_id)
    if pressed != "1":
        return whisper(leg_id)
    with hotline().database.writing() as session:
        answer = accepting.accept(session, leg_id, hotline().now())
        found = leg_and_call(session, leg_id)
    if found is None or answer is not Verdict.YOURS:
        return too_late(answer, found)
    return _say_who_calls(*found)


def confirm(leg_id: str) -> Response:
    """The second key: 1 puts the responder through. Also the way back after star, and the next try
    when the caller was not in the queue yet."""
    pressed = webhook().digits
    if pressed == "2":
        return _refuse(leg_id)
    if pressed == "9":
        return ask_not_tonight(leg_id)
    service = hotline()
    with service.database.writing() as session:
        now = service.now()
        if pressed != "1":
            again = leg_and_call(session, leg_id)
            return _say_who_calls(*again) if again else too_late(Verdict.GONE)
        answer, intents = accepting.confirm(session, leg_id, now)
        found = leg_and_call(session, leg_id)
        if found is None or answer is not Verdict.YOURS:
            return too_late(answer, found)
        leg, call = found
        if leg.mode != LegMode.CONSULT:
            intents = [*intents, *_owe_wrap_up(session, leg, call)]
    dispatch(service, intents)
    if is_to_be_rung(call):
        return wait_for_caller(leg, call, begins=True)
    document = Document(call, leg.language)
    # Not of a leg that rang over the API, the end of its document joins both: it is the other one's
    # leg that has dialled.
    return (join(document, leg, call, 1) if leg.mode == LegMode.REST else document).answer()


def _owe_wrap_up(session: Session, leg: Leg, call: Call) -> list[Intent]:
    """From the bridge on, this responder owes a wrap-up: the text with its page's address."""
    service = hotline()
    document = line_of(session, call).document
    line, appointments = document.line, document.appointments is not None
    token, now = service.chance(16).hex(), service.now()
    opened = (bool(line.wrap_up) or appointments) and open_wrap_up(
        session,
        wrap_up_id=service.new_id(),
        call_id=call.id,
        person_id=leg.person_id,
        token=token,
        now=now,
        owed=bool(line.wrap_up),
    )
    if not opened or not (appointments or "page" in line.wrap_up):
        return []
    notice = service.new_id()
    plan_notice(
        session,
        notice_id=notice,
        line_id=call.line_id,
        person_id=leg.person_id,
        once=f"wrap-up:{call.id}:{leg.person_id}",
        body=f"{line.name} : {service.url('/fiche/')}{token}",
        now=now,
    )
    return [SendNotice(notice)]


def _refuse(leg_id: str) -> Response:
    with hotline().database.writing() as session:
        call = accepting.refuse(session, leg_id)
        leg = session.get(Leg, leg_id)
    if call is None or leg is None:
        return too_late(Verdict.GONE)
    advance_call(hotline(), call.id)
    return Document(call, leg.language).say("refused").hang_up().answer()


def _say_who_calls(leg: Leg, call: Call) -> Response:
    action = f"/voice/legs/{leg.id}/confirm"
    with hotline().database.reading() as session:
        text = who_calls(session, leg, call)
    return Document(call, leg.language).listen(action, text, seconds=6).hang_up().answer()
