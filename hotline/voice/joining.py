"""Step 8, before the bridge: a responder is joined with a caller who may be on their way yet."""

from __future__ import annotations

from flask import Response

from hotline.calls import accepting
from hotline.calls.accepting import Verdict
from hotline.calls.tables import Call, Leg
from hotline.dialling import dispatch
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.hold import star_menu
from hotline.voice.reasons import wrap_up_document
from hotline.voice.whisper import too_late

MOST_TRIES = 10
"""How often a responder on the line is joined again with a caller who is on their way. Three
seconds apart, they outlast an answer that is lost: the carrier waits for it for 15 s, and the
caller hears a word before the next."""


def join(document: Document, leg: Leg, call: Call, nth: int) -> Document:
    """Joins the responder with the caller. One who accepts while the caller still hears that they
    are being put through waits for them: the queue does not exist before its first caller. After
    a while it is tried all the same: perhaps only the word of the queue was lost."""
    if call.queue_id is None:
        document.say("one-moment").pause(3)
        if nth <= MOST_TRIES // 2:
            return document.go_to(f"/voice/legs/{leg.id}/bridge-over?attempt={nth}")
    return document.bridge(leg, nth)


def join_again(leg: Leg, call: Call, nth: int, *first: str) -> Response:
    """The way back to a caller on hold, after these `first` phrases; the next try when the caller
    was not there yet."""
    with hotline().database.writing() as session:
        answer, intents = accepting.confirm(session, leg.id, hotline().now())
    dispatch(hotline(), intents)
    if answer is Verdict.GONE:
        return wrap_up_document(leg, call) if leg.connected_at else too_late(answer, (leg, call))
    document = Document(call, leg.language)
    for key in first:
        document.say(key)
    if answer is Verdict.TAKEN and nth < MOST_TRIES:
        # The caller is not back in the queue yet, as far as we know.
        again = f"/voice/legs/{leg.id}/star?attempt={nth + 1}"
        return document.pause(1).go_to(again).answer()
    if answer is Verdict.TAKEN:
        return star_menu(leg, call)
    return join(document, leg, call, nth).answer()
