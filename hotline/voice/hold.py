"""Step 9, between its keys: the caller is on hold, and their responder chooses what is next."""

from __future__ import annotations

from flask import Response

from hotline.calls import on_hold
from hotline.calls.accepting import Verdict
from hotline.calls.changes import ON_HOLD
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.follow_ups.giving import gives_codes
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.reasons import wrap_up_document
from hotline.voice.whisper import too_late
from hotline.words import words
from routing.outcomes import CallState, LegResult

STAR_MENU = (
    *("star-menu", "star-menu-others", "star-menu-number"),
    *("star-menu-follow-up", "star-menu-abuse"),
)
OVER = {CallState.ENDED, CallState.CLOSING}


def held_by(leg_id: str) -> tuple[Leg, Call] | Response:
    """The responder's leg and the call they hold; each key of theirs keeps the caller on hold for
    longer. When the call has ended, was passed on or is somebody else's, what they hear instead."""
    now = hotline().now()
    with hotline().database.writing() as session:
        found = leg_and_call(session, leg_id)
        if found is None:
            return too_late(Verdict.GONE)
        leg, call = found
        on_hold.stay_on_hold(session, call.id, leg.id, now + ON_HOLD)
    if leg.result == LegResult.PASSED_ON:
        return wrap_up_document(leg, call, "passed-on")
    if call.state in OVER:
        return wrap_up_document(leg, call)
    if call.state == CallState.CONNECTED and call.claimed_by != leg.id:
        return wrap_up_document(leg, call, "taken")
    return leg, call


def star_menu(leg: Leg, call: Call, *first: str) -> Response:
    """The keys of a responder, after these `first` words. Asked three times; then this leg ends,
    and the caller's own responder is rung back."""
    action = f"/voice/legs/{leg.id}/star"
    with hotline().database.reading() as session:
        line = line_of(session, call)
        depends = {
            "star-menu-number": bool(line.document.directory_for(call.territory)),
            "star-menu-follow-up": gives_codes(session, line, leg),
        }
    spoken = [words(key, leg.language) for key in STAR_MENU if depends.get(key, True)]
    document = Document(call, leg.language).listen(action, *first, *spoken, seconds=8)
    for _ in range(2):
        document.listen(action, *spoken, seconds=8)
    return document.hang_up().answer()
