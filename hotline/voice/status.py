"""Beside the steps: the carrier tells how a call or a leg goes. Late, doubled, lost, reordered."""

from __future__ import annotations

from flask import Response

from hotline.calls.finding import call_by_carrier
from hotline.calls.intents import DismissLeg
from hotline.calls.legs import leg_moved, leg_over
from hotline.calls.overdue import was_given_up
from hotline.calls.tables import Leg
from hotline.carrier_words import ENDS, MOVES
from hotline.dialling import dispatch, leg_ended
from hotline.hanging_up import end_call_now
from hotline.logs import logger
from hotline.responders.own_calls import is_own_call
from hotline.service import hotline
from hotline.voice.blocked import block_if_abusive
from hotline.voice.responders_line import end_responders_call
from hotline.voice.webhook import webhook

log = logger(__name__)


def caller_status() -> Response:
    """The number's status callback: the caller has hung up, whatever else was heard."""
    hook = webhook()
    if hook.status in ENDS and hotline().net.catches(hook.call_id):
        # Part of it is not in the database yet: its end comes after that.
        hotline().net.gone(hook.call_id)
    elif hook.status in ENDS:
        with hotline().database.reading() as session:
            call = call_by_carrier(session, hook.call_id)
            responders = is_own_call(session, hook.call_id)
        if call is not None:
            block_if_abusive(call)
            end_call_now(hotline(), call.id)
        if responders:
            end_responders_call(hook.call_id)
    return Response(status=204)


def leg_status(leg_id: str) -> Response:
    """A responder's leg: it rings, was answered, or is over and the next person's turn comes. One
    that was given up and rings after all is stopped."""
    hook = webhook()
    service = hotline()
    call_id, given_up = None, False
    if hook.status in ENDS:
        service.net.marks.free(leg_id, service.net.now())
    with service.database.writing() as session:
        if hook.status in MOVES:
            leg_moved(session, leg_id, MOVES[hook.status], service.now(), hook.call_id or None)
            leg = session.get(Leg, leg_id)
            given_up = leg is not None and was_given_up(leg)
        elif hook.status in ENDS:
            call = leg_over(session, leg_id, ENDS[hook.status], service.now())
            call_id = call.id if call is not None else None
        else:
            log.warning("leg-status-unknown", leg=leg_id)
    if call_id is not None:
        leg_ended(service, call_id)
    if given_up:
        dispatch(service, [DismissLeg(leg_id)])
    return Response(status=204)
