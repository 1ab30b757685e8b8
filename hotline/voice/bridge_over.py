"""Step 9. The responder is off the bridge and still on the line: star, or the caller has left."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.accepting import Verdict
from hotline.calls.legs import leg_and_call, leg_over, talk_over
from hotline.calls.tables import Call, Leg
from hotline.calls.unheard import joined_unheard
from hotline.carrier_words import ENDS
from hotline.dialling import advance_call
from hotline.hanging_up import end_call_now
from hotline.service import hotline
from hotline.voice.after_queue import back_in_line, ring_by_dial
from hotline.voice.documents import Document
from hotline.voice.hold import OVER, star_menu
from hotline.voice.joining import MOST_TRIES, join_again
from hotline.voice.reasons import wrap_up_document
from hotline.voice.webhook import attempt, webhook
from hotline.voice.whisper import too_late
from routing.outcomes import CallState, LegResult


def bridge_over(leg_id: str) -> Response:
    """The caller's own word for the end of the bridge may come before this one or after it."""
    hook, now = webhook(), hotline().now()
    with hotline().database.writing() as session:
        if hook.talked is not None:
            joined_unheard(session, leg_id, hook.talked, now)
        found = leg_and_call(session, leg_id)
        if found is None:
            return too_late(Verdict.GONE)
        leg, call = found
        talked = leg.connected_at is not None
        talk_over(session, leg, now)
    if not talked:
        return _never_bridged(leg, call)
    if call.state in OVER:
        return wrap_up_document(leg, call)
    if call.state == CallState.CONNECTED and attempt() < 4:
        # Did the caller hang up, or did we hear star? Their own webhook will tell in a moment.
        again = f"/voice/legs/{leg_id}/bridge-over?attempt={attempt() + 1}"
        return Document(call, leg.language).pause(1).go_to(again).answer()
    return star_menu(leg, call)


def dialled(leg_id: str) -> Response:
    """Without the API, on the caller's leg: the telephone we rang has ended, talk or no talk."""
    hook, now = webhook(), hotline().now()
    hotline().net.marks.free(leg_id, hotline().net.now())
    with hotline().database.writing() as session:
        if hook.talked is not None:
            joined_unheard(session, leg_id, hook.talked, now)
        found = leg_and_call(session, leg_id)
        if found is None:
            return Document("fr").go_to("/voice/incoming").answer()
        leg_over(session, leg_id, ENDS.get(hook.dial_status, LegResult.LOST), now)
    call = found[1]
    if hook.status in ENDS:
        end_call_now(hotline(), call.id)
        return Document(call).hang_up().answer()
    if call.state == CallState.CONNECTED:
        return back_in_line(call)
    return ring_by_dial(call)


def _never_bridged(leg: Leg, call: Call) -> Response:
    """The caller was not in the queue: on their way into it, gone, or with somebody else."""
    if call.state in OVER:
        return too_late(Verdict.GONE, (leg, call))
    theirs = call.state == CallState.CLAIMED and call.claimed_by == leg.id
    if theirs and attempt() < MOST_TRIES:
        return join_again(leg, call, attempt() + 1)
    with hotline().database.writing() as session:
        changes.release(session, call.id, leg.id)
    advance_call(hotline(), call.id)
    if theirs:
        return Document(call, leg.language).say("not-joined").hang_up().answer()
    return too_late(Verdict.TAKEN, (leg, call))
