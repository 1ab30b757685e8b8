"""When a step failed, the carrier asks here: the caller is not dropped, nor left in silence."""

from __future__ import annotations

from flask import Response

from hotline.calls.failing import note_failed_step
from hotline.calls.finding import call_by_carrier
from hotline.calls.legs import leg_and_call
from hotline.lines.service import line_reached_by
from hotline.logs import logger
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import failed_attempt, webhook
from routing.outcomes import CallState

MOST_TROUBLES = 3

log = logger(__name__)


def caller_fallback() -> Response:
    """Back to where the caller was: the menu, or the queue with the place in line kept. After
    three failures, the numbers to dial."""
    hook = webhook()
    with hotline().database.writing() as session:
        call = call_by_carrier(session, hook.call_id)
        if call is not None:
            call.troubles += 1
        elif line := line_reached_by(session, hook.to):
            note_failed_step(session, line.id, hotline().now())
    if call is None and failed_attempt() <= MOST_TROUBLES:
        again = f"/voice/incoming?attempt={failed_attempt() + 1}"
        return Document("fr").say("trouble").go_to(again).answer()
    if call is None:
        return _numbers("fr")
    log.warning("caller-fallback", call=call.id, count=call.troubles)
    if call.troubles > MOST_TROUBLES:
        return _numbers(call.language)
    # Without its line's voice: after a failure, as little is asked of the database as can be.
    document = Document(call.language).say("trouble")
    if call.state == CallState.MENU:
        return document.go_to("/voice/incoming").answer()
    return document.enter_queue(call).answer()


def leg_fallback(leg_id: str) -> Response:
    """A responder is told, and let go: the end of their leg makes the call go on."""
    with hotline().database.reading() as session:
        found = leg_and_call(session, leg_id)
    language = found[0].language if found else "fr"
    return Document(language).say("trouble-responder").hang_up().answer()


def _numbers(language: str) -> Response:
    return Document(language).say("trouble-numbers").say("emergency-numbers").hang_up().answer()
