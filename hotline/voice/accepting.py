"""Step 7. The responder presses 1, hears who is calling, presses 1 again, and is put through."""

from __future__ import annotations

from flask import Response

from hotline.calls import accepting
from hotline.calls.accepting import Verdict
from hotline.calls.arranging import is_to_be_rung
from hotline.calls.finding import call_by_id
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.dialling import advance_call, dispatch
from hotline.service import hotline
from hotline.voice.calling_back import wait_for_caller
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.joining import join
from hotline.voice.not_tonight import ask_not_tonight
from hotline.voice.webhook import webhook
from hotline.voice.whisper import too_late, whisper
from hotline.voice.who_calls import who_calls
from hotline.wrapups.owing import owe_wrap_up
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
        answer, found = accepting.accept(session, leg_id, hotline().now())
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
            line, pages = line_of(session, call).document, service.url("/fiche/")
            owed = owe_wrap_up(session, leg, call, line, now, new_id=service.new_id, pages=pages)
            intents = [*intents, *owed]
    dispatch(service, intents)
    if is_to_be_rung(call):
        return wait_for_caller(leg, call, begins=True)
    document = Document(call, leg.language)
    # Not of a leg that rang over the API, the end of its document joins both: it is the other one's
    # leg that has dialled.
    return (join(document, leg, call, 1) if leg.mode == LegMode.REST else document).answer()


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
        # As it is once it is claimed: danger that was signalled meanwhile is told.
        text = who_calls(session, leg, call_by_id(session, call.id) or call)
    return Document(call, leg.language).listen(action, text, seconds=6).hang_up().answer()
