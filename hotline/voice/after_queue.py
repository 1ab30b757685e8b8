"""Step 5. The caller is out of the queue: hung up, cut from a talk, or to be rung for by Dial."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.advance import plan_leg
from hotline.calls.finding import call_by_id
from hotline.calls.legs import number_to_ring
from hotline.calls.scene import Scene, load_scene, others_waiting, when_rung
from hotline.calls.tables import Call, Leg
from hotline.calls.unheard import bridge_unheard
from hotline.carrier_words import ENDS
from hotline.dialling import KNOWN_BUSY, advance_call
from hotline.hanging_up import end_call_now
from hotline.logs import logger
from hotline.nets.marks import Mark
from hotline.service import hotline
from hotline.voice.blocked import block_if_abusive
from hotline.voice.documents import Document, Ringing
from hotline.voice.fallback import caller_fallback
from hotline.voice.incoming import line_of
from hotline.voice.waiting import goodbye
from hotline.voice.webhook import webhook
from routing.decision import Ring, decide
from routing.outcomes import CallState, LegMode, LegState

_TAKEN_IN_NOWHERE = {"queue-full", "error"}

log = logger(__name__)


def after_queue(call_id: str) -> Response:
    """What became of the caller's stay in the queue. Whoever did not hang up is never dropped."""
    hook = webhook()
    with hotline().database.reading() as session:
        call = call_by_id(session, call_id)
        if call is None:
            return Document("fr").go_to("/voice/incoming").answer()
    if hook.queue_result == "bridged" and call.connected_at is None:
        call = _unheard(call)
    if hook.queue_result == "hangup" or hook.status in ENDS:
        block_if_abusive(call)
        end_call_now(hotline(), call_id)
        return Document(call).hang_up().answer()
    if call.state in _ELSEWHERE:
        return _ELSEWHERE[call.state](call)
    nowhere = hook.queue_result in _TAKEN_IN_NOWHERE and not hook.queue_id
    if nowhere and not hotline().carrier.is_away():
        # There is no way out but in the queue: like a step that failed, it is tried a few times.
        return caller_fallback()
    if hook.queue_result in {"leave", "queue-full", "error", "system-error"}:
        return ring_by_dial(call)
    if hook.queue_result not in {"bridged", "redirected", "redirected-from-bridged"}:
        log.warning("queue-result-unknown", call=call_id, result=hook.queue_result[:40])
    return _queue_again(call)


def _unheard(call: Call) -> Call:
    """The call as it is, after a bridge of which no word has come."""
    with hotline().database.writing() as session:
        bridge_unheard(session, call, hotline().now())
        return call_by_id(session, call.id) or call


def _goodbye(call: Call) -> Response:
    with hotline().database.reading() as session:
        line = line_of(session, call).document
    return goodbye(call, line)


def _to_be_called_back(call: Call) -> Response:
    return Document(call).go_to(f"/voice/calls/{call.id}/callback/begin").answer()


def back_in_line(call: Call) -> Response:
    """The talk was interrupted and the caller is still there: first in line, the same person
    first. The words depend on what is known of the responder's line by now."""
    service = hotline()
    with service.database.writing() as session:
        changes.come_back(session, call.id, service.now())
        leg = session.get(Leg, call.claimed_by) if call.claimed_by else None
        held = leg is not None and leg.state == LegState.OFF_BRIDGE
        cut = leg is not None and leg.state == LegState.ENDED
    document = Document(call)
    document.say("waiting-held" if held else "cut" if cut else "still-here")
    return document.enter_queue(call).answer()


def ring_by_dial(call: Call) -> Response:
    """Without the carrier's API: one responder at a time, from the caller's own leg. When it is
    back, or nobody can be rung now, into the queue again."""
    service = hotline()
    now = service.now()
    with service.database.writing() as session:
        # queue-full and errors come without a Leave of ours.
        changes.leave_queue(session, call.id, now)
        dialled = service.carrier.is_away() and changes.dial_out(session, call.id, now)
        scene = (
            load_scene(session, call.id, now, spared=service.own_phones.of, lock=True)
            if dialled
            else None
        )
        ringing = _plan_to_ring(session, scene) if scene else None
        leg = session.get(Leg, ringing.leg) if ringing else None
    if ringing is None or leg is None:
        return _queue_again(call)
    until = service.net.now() + ringing.seconds + KNOWN_BUSY
    mark = Mark(leg.person_id, leg.id, call.id, until, LegMode.DIAL)
    service.net.marks.take(mark, service.net.now())
    return Document(call).say("waiting-ringing").ring(ringing).answer()


def _plan_to_ring(session: Session, scene: Scene) -> Ringing | None:
    """Writes down whom the caller's own leg rings next; None when nobody can be rung now, or a way
    out is due: those are offered in the queue."""
    shown = scene.line.document.number_that_is("shown")
    leg = (_answer_lost(scene) or _plan_next(session, scene)) if shown else None
    number = number_to_ring(session, leg) if leg else None
    if leg is None or shown is None or number is None:
        return None
    return Ringing(leg.id, number, shown.number, leg.ring_seconds)


def _answer_lost(scene: Scene) -> Leg | None:
    """Whoever was written down before, and never rung since the answer that said so got lost."""
    mine = (leg for leg in scene.legs if leg.mode == LegMode.DIAL)
    return next((leg for leg in mine if leg.state == LegState.SENT and not leg.carrier_id), None)


def _plan_next(session: Session, scene: Scene) -> Leg | None:
    others = others_waiting(session, scene)
    # The dial rate does not limit a Dial verb: there is one for every caller.
    moment = replace(when_rung(session, scene.moment), dials_left=1 + len(others))
    decision = decide(scene.waiting, moment, others, may_offer=True)
    leg_id = hotline().new_id()
    if isinstance(decision, Ring) and plan_leg(
        session, scene, decision.dials[0], leg_id, LegMode.DIAL
    ):
        return session.get_one(Leg, leg_id)
    return None


def _queue_again(call: Call) -> Response:
    with hotline().database.writing() as session:
        changes.queue_again(session, call.id, hotline().now())
    advance_call(hotline(), call.id)
    return Document(call).say("still-here").enter_queue(call).answer()


_ELSEWHERE: dict[str, Callable[[Call], Response]] = {
    CallState.CONNECTED: back_in_line,
    CallState.ARRANGING: _to_be_called_back,
    CallState.CLOSING: _goodbye,
    CallState.ENDED: _goodbye,
}
"""Where callers go on who left the queue in one of these states."""
