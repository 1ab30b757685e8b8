"""Step 4. A key pressed on the way into the queue or in it: danger, wait on, or numbers to dial."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.arranging import arrange_in_the_queue
from hotline.calls.intents import Intent
from hotline.calls.tables import Call
from hotline.dialling import advance_call, dispatch
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.webhook import webhook
from hotline.words import words
from hotline.words.waiting import danger_words, numbers_to_dial


def entering(call_id: str) -> Response:
    """On the way into the queue only danger counts; once in it, they hear what to dial."""
    service = hotline()
    with service.database.writing() as session:
        call = session.get(Call, call_id)
        danger = webhook().digits == "0" and changes.signal_danger(session, call_id)
    if call is None:
        return Document("fr").go_to("/voice/incoming").answer()
    if danger:
        advance_call(service, call_id)
    return Document(call).enter_queue(call).answer()


def key(call_id: str) -> Response:
    """The caller keeps their place in the queue whatever they press; other keys do nothing. Who
    says danger once nobody is waited for any more hears whom to call, and no promise."""
    pressed = webhook().digits
    service = hotline()
    dismissed: list[Intent] = []
    with service.database.writing() as session:
        call = session.get(Call, call_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        line = line_of(session, call).document
        first = pressed == "0" and changes.signal_danger(session, call_id)
        if pressed == "1":
            changes.keep_waiting(session, call_id, service.now())
        elif pressed == "2":
            changes.keep_waiting(session, call_id, service.now())
            call.numbers_heard = True
        elif pressed == "3" and line.has_way_out("callback"):
            dismissed = arrange_in_the_queue(session, call_id, service.now())
    document = Document(call)
    back = f"/voice/calls/{call_id}/wait"
    if pressed == "3" and line.has_way_out("callback"):
        dispatch(service, dismissed)
        return document.leave_queue().answer()
    if pressed == "0":
        advance_call(service, call_id)
        if first:
            document.say("put-through")
        document.say_words(danger_words(line, call.language, call.territory))
    elif pressed == "1":
        document.say("keep-waiting")
    elif pressed == "2":
        action = f"/voice/calls/{call_id}/key"
        again = words("numbers-again", call.language)
        document.listen(action, *numbers_to_dial(line, call.language, call.territory), again)
    return document.go_to(back).answer()
