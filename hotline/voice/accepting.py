"""Step 7. The responder presses 1, hears who is calling, presses 1 again, and is put through."""

from __future__ import annotations

from flask import Response

from hotline.calls import accepting
from hotline.calls.accepting import Verdict
from hotline.calls.intents import SendNotice
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call
from hotline.dialling import advance_call, dispatch
from hotline.notices.service import plan_notice
from hotline.service import hotline
from hotline.taxonomies import professions
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.joining import join
from hotline.voice.webhook import webhook
from hotline.voice.whisper import too_late, whisper
from hotline.words import words
from hotline.wrapups.service import open_wrap_up
from routing.outcomes import LegMode, Priority


def accept(leg_id: str) -> Response:
    """The first key: 1 holds the call while the responder hears who calls, 2 refuses it."""
    pressed = webhook().digits
    if pressed == "2":
        return _refuse(leg_id)
    if pressed != "1":
        return whisper(leg_id)
    with hotline().database.writing() as session:
        answer = accepting.accept(session, leg_id, hotline().now())
        found = leg_and_call(session, leg_id)
    if found is None or answer is not Verdict.YOURS:
        return too_late(answer)
    return _say_who_calls(leg_id, found[1])


def confirm(leg_id: str) -> Response:
    """The second key: 1 puts the responder through. Also the way back after star, and the next try
    when the caller was not in the queue yet."""
    pressed = webhook().digits
    if pressed == "2":
        return _refuse(leg_id)
    service = hotline()
    with service.database.writing() as session:
        now = service.now()
        if pressed != "1":
            again = leg_and_call(session, leg_id)
            return _say_who_calls(leg_id, again[1]) if again else too_late(Verdict.GONE)
        answer, intents = accepting.confirm(session, leg_id, now)
        found = leg_and_call(session, leg_id)
        if found is None or answer is not Verdict.YOURS:
            return too_late(answer)
        leg, call = found
        token = service.chance(16).hex()
        line = line_of(session, call).document.line
        opened = bool(line.wrap_up) and open_wrap_up(
            session,
            wrap_up_id=service.new_id(),
            call_id=call.id,
            person_id=leg.person_id,
            token=token,
            now=now,
        )
        if opened and "page" in line.wrap_up:
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
            intents = [*intents, SendNotice(notice)]
    dispatch(service, intents)
    document = Document(call.language)
    if leg.mode == LegMode.DIAL:
        # The end of this document joins both: the caller's own leg has dialled.
        return document.answer()
    return join(document, leg, call, 1).answer()


def _refuse(leg_id: str) -> Response:
    with hotline().database.writing() as session:
        call = accepting.refuse(session, leg_id)
    if call is None:
        return too_late(Verdict.GONE)
    advance_call(hotline(), call.id)
    return Document(call.language).say("refused").hang_up().answer()


def _say_who_calls(leg_id: str, call: Call) -> Response:
    action = f"/voice/legs/{leg_id}/confirm"
    return Document(call.language).listen(action, _who_calls(call), seconds=6).hang_up().answer()


def _who_calls(call: Call) -> str:
    if call.priority == Priority.CUT:
        return words("who-calls-cut", call.language)
    profession = professions()[call.profession]
    who = (
        words("who-unknown", call.language)
        if call.profession == "UNK"
        else profession.name.read_in(call.language)
    )
    key = "who-calls-danger" if call.priority == Priority.DANGER else "who-calls"
    return words(key, call.language, who=who)
