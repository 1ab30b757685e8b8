"""Step 9. The responder is off the bridge and still on the line: star, or the caller has left."""

from __future__ import annotations

from flask import Response

from hotline.calls import accepting, changes
from hotline.calls.accepting import Verdict
from hotline.calls.legs import leg_and_call, leg_over, talk_over
from hotline.calls.tables import Call, Leg
from hotline.carrier_words import ENDS
from hotline.dialling import advance_call, dispatch
from hotline.hanging_up import end_call_now
from hotline.service import hotline
from hotline.voice.after_queue import back_in_line, ring_by_dial
from hotline.voice.documents import Document
from hotline.voice.reasons import wrap_up_document
from hotline.voice.webhook import attempt, webhook
from hotline.voice.whisper import too_late
from hotline.words import words
from routing.outcomes import CallState, LegResult

MOST_TRIES = 8
"""How often a responder on the line is joined again with a caller who is on their way."""

OVER = {CallState.ENDED, CallState.CLOSING}


def bridge_over(leg_id: str) -> Response:
    """The caller's own word for the end of the bridge may come before this one or after it."""
    with hotline().database.writing() as session:
        found = leg_and_call(session, leg_id)
        if found is None:
            return too_late(Verdict.GONE)
        leg, call = found
        talked = leg.connected_at is not None
        talk_over(session, leg, hotline().now())
    if not talked:
        return _never_bridged(leg, call)
    if call.state in OVER:
        return wrap_up_document(leg, call)
    if call.state == CallState.CONNECTED and attempt() < 4:
        # Did the caller hang up, or did we hear star? Their own webhook will tell in a moment.
        again = f"/voice/legs/{leg_id}/bridge-over?attempt={attempt() + 1}"
        return Document(call.language).pause(1).go_to(again).answer()
    return _star_menu(leg, call)


def star(leg_id: str) -> Response:
    """After star: 1 goes back to the caller, 2 ends the call. The caller hears kind words."""
    pressed = webhook().digits
    with hotline().database.reading() as session:
        found = leg_and_call(session, leg_id)
    if found is None:
        return too_late(Verdict.GONE)
    leg, call = found
    if call.state in OVER:
        return wrap_up_document(leg, call)
    if pressed == "1" or attempt() > 1:
        return _bridge(leg, call, attempt())
    if pressed == "2":
        with hotline().database.writing() as session:
            closed = changes.close(session, call.id, CallState.WAITING, CallState.CONNECTED)
        if closed:
            return wrap_up_document(leg, call)
    return _star_menu(leg, call)


def dialled(leg_id: str) -> Response:
    """Without the API, on the caller's leg: the telephone we rang has ended, talk or no talk."""
    hook = webhook()
    with hotline().database.writing() as session:
        found = leg_and_call(session, leg_id)
        if found is None:
            return Document("fr").go_to("/voice/incoming").answer()
        leg_over(session, leg_id, ENDS.get(hook.dial_status, LegResult.LOST), hotline().now())
    call = found[1]
    if hook.status in ENDS:
        end_call_now(hotline(), call.id)
        return Document(call.language).hang_up().answer()
    if call.state == CallState.CONNECTED:
        return back_in_line(call)
    return ring_by_dial(call)


def join(document: Document, leg: Leg, call: Call, nth: int) -> Document:
    """Joins the responder with the caller. One who accepts while the caller still hears that they
    are being put through waits for them: the queue does not exist before its first caller. After
    a while it is tried all the same: perhaps only the word of the queue was lost."""
    if call.queue_id is None and nth <= MOST_TRIES // 2:
        return (
            document.say("one-moment")
            .pause(3)
            .go_to(f"/voice/legs/{leg.id}/bridge-over?attempt={nth}")
        )
    return document.bridge(leg, nth)


def _never_bridged(leg: Leg, call: Call) -> Response:
    """The caller was not in the queue: on their way into it, gone, or with somebody else."""
    if call.state in OVER:
        return too_late(Verdict.GONE)
    if call.state == CallState.CLAIMED and call.claimed_by == leg.id and attempt() < MOST_TRIES:
        return _bridge(leg, call, attempt() + 1)
    with hotline().database.writing() as session:
        changes.release(session, call.id, leg.id)
    advance_call(hotline(), call.id)
    return too_late(Verdict.TAKEN)


def _bridge(leg: Leg, call: Call, nth: int) -> Response:
    with hotline().database.writing() as session:
        answer, intents = accepting.confirm(session, leg.id, hotline().now())
    dispatch(hotline(), intents)
    if answer is Verdict.GONE:
        return wrap_up_document(leg, call) if leg.connected_at else too_late(answer)
    if answer is Verdict.TAKEN and nth < MOST_TRIES:
        # The caller is not back in the queue yet, as far as we know.
        again = f"/voice/legs/{leg.id}/star?attempt={nth + 1}"
        return Document(call.language).pause(1).go_to(again).answer()
    if answer is Verdict.TAKEN:
        return _star_menu(leg, call)
    return join(Document(call.language), leg, call, nth).answer()


def _star_menu(leg: Leg, call: Call) -> Response:
    """Asked three times; then this leg ends, and the caller's own responder is rung back."""
    action = f"/voice/legs/{leg.id}/star"
    text = words("star-menu", call.language)
    document = Document(call.language)
    for _ in range(3):
        document.listen(action, text, seconds=8)
    return document.hang_up().answer()
