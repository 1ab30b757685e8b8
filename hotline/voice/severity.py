"""Step 10. The severity, on the keypad; after a hard call a pause, once somebody else is on."""

from __future__ import annotations

from flask import Response

from hotline.dialling import dispatch
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.noting import ask_reason, ask_severity, owed_by_keypad
from hotline.voice.webhook import webhook
from hotline.words import words
from hotline.words.moments import spoken_time
from hotline.wrapups.hard_calls import is_hard, note_hard_call, pause_offered, take_pause
from hotline.wrapups.service import note_severity
from hotline.wrapups.tables import WrapUp


def severity(leg_id: str) -> Response:
    """1 to 5, or # to pass; another key hears the question again."""
    owed = owed_by_keypad(leg_id)
    if isinstance(owed, Response):
        return owed
    leg, call, wrap_up = owed
    pressed = webhook().digits
    document = Document(call, leg.language)
    if pressed == "#":
        return ask_reason(document, leg, "second-reason")
    if pressed not in set("12345"):
        return ask_severity(document, leg)
    service = hotline()
    with service.database.writing() as session:
        now = service.now()
        note_severity(session, wrap_up, int(pressed))
        told = note_hard_call(session, wrap_up, int(pressed), now, service.new_id)
        offered = is_hard(int(pressed)) and pause_offered(session, wrap_up, now)
    dispatch(service, told)
    kind = words("hard-call", document.language) if is_hard(int(pressed)) else ""
    if not offered:
        return ask_reason(document, leg, "second-reason", first=kind)
    question = words("pause-question", document.language)
    document.listen(f"/voice/legs/{leg_id}/pause", kind, question, seconds=6)
    return ask_reason(document, leg, "second-reason")


def pause(leg_id: str) -> Response:
    """1 takes it; any other key does without."""
    owed = owed_by_keypad(leg_id)
    if isinstance(owed, Response):
        return owed
    leg, call, wrap_up = owed
    document = Document(call, leg.language)
    told = ""
    if webhook().digits == "1":
        with hotline().database.writing() as session:
            until = take_pause(session, session.get_one(WrapUp, wrap_up.id), hotline().now())
        if until is None:
            told = words("pause-not-possible", document.language)
        else:
            time = spoken_time(until.time(), document.language)
            told = words("pause-taken", document.language, time=time)
    return ask_reason(document, leg, "second-reason", first=told)
