"""On hold, or before goodbye: the caller hears the follow-up code that they were given."""

from __future__ import annotations

from flask import Response

from hotline import numbers
from hotline.calls.tables import Call
from hotline.follow_ups.giving import heard
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.keys import key
from hotline.voice.webhook import attempt, webhook
from hotline.words import words


def say_code(call: Call) -> Response | None:
    """The code to write down, twice and slowly; None when there is none. It counts as heard once
    its end is told, so one that was interrupted is said again."""
    if call.code_given is None:
        return None
    code = numbers.pairs(call.code_given)
    twice = [
        words(phrase, call.language, code=code)
        for phrase in ("note-follow-up", "note-follow-up-again")
    ]
    offer = words("note-follow-up-offer", call.language)
    action = f"/voice/calls/{call.id}/code-heard?attempt={call.codes_given}"
    return Document(call).ask(action, offer, slowly=twice).answer()


def code_heard(call_id: str) -> Response:
    """Heard to its end: 1 says it again, anything else drops it. 0 is danger, here too."""
    pressed = webhook().digits
    if pressed == "0":
        return key(call_id)
    with hotline().database.writing() as session:
        call = session.get(Call, call_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        again = say_code(call) if pressed == "1" else None
        if again is None:
            heard(session, call_id, attempt())
    return again or Document(call).go_to(f"/voice/calls/{call_id}/wait").answer()
