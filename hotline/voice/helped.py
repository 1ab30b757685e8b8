"""The last question, where a line asks it: has this call helped? Answering is up to the caller."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.tables import Call
from hotline.lines.document import LineDocument
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import webhook
from hotline.words import words
from routing.outcomes import CallState

ANSWERS = frozenset("12345")


def is_asked_helped(call: Call, line: LineDocument) -> bool:
    """Once a talk was ended by its responder, and not by the caller, nor by a cut."""
    ended_by_responder = call.state == CallState.CLOSING and call.connected_at is not None
    return line.line.ask_helped and ended_by_responder and call.helped is None


def ask_helped(document: Document, call: Call) -> Document:
    """Without a key, the goodbye that follows is heard."""
    text = words("helped-question", call.language)
    return document.listen(f"/voice/calls/{call.id}/helped", text, seconds=5)


def helped(call_id: str) -> Response:
    """1 to 5 is noted; any other key is no answer. Goodbye in any case."""
    pressed = webhook().digits
    with hotline().database.writing() as session:
        if pressed in ANSWERS:
            changes.note_helped(session, call_id, int(pressed))
        call = session.get(Call, call_id)
    return Document(call or "fr").say("goodbye").hang_up().answer()
