"""Performs what services asked for: rings, ends and looks up legs over the carrier's API.

Always three parts: take the work by a conditional UPDATE, call the carrier outside any
transaction, write its answer down. A worker that dies in between leaves a row that says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from hotline.calling_back import look_up_caller, ring_caller
from hotline.calls.advance import Advice, advance
from hotline.calls.changes import change_leg, end_leg
from hotline.calls.intents import (
    DismissLeg,
    Intent,
    LookUpCaller,
    LookUpLeg,
    RingCaller,
    RingLeg,
    SendNotice,
)
from hotline.calls.legs import leg_and_call, leg_moved, leg_over, number_to_ring
from hotline.calls.next_in_line import next_in_line
from hotline.calls.overdue import was_given_up
from hotline.calls.tables import Leg
from hotline.carrier import CarrierAway, CarrierCall, CarrierProblem, CarrierRefused
from hotline.carrier_words import ENDS, MOVES
from hotline.going_live.points import Point
from hotline.going_live.settled import seconds_to_ask_for
from hotline.lines.service import line_by_id
from hotline.logs import logger
from hotline.nets.marks import Mark
from hotline.service import Hotline
from hotline.telling import send_notice
from routing.outcomes import CallState, LegResult, LegState

log = logger(__name__)

KNOWN_BUSY = 45
"""Seconds beyond its ring time for which a leg's person is marked as busy (`hotline.nets`)."""


def dispatch(service: Hotline, intents: Iterable[Intent]) -> None:
    """Starts these errands beside the webhook that asked for them."""
    for intent in intents:
        service.errands.run(partial(perform, service, intent))


def perform(service: Hotline, intent: Intent) -> None:
    """Does one errand; doing it twice, or after it stopped mattering, does no harm."""
    match intent:
        case RingLeg(leg):
            _ring(service, leg)
        case DismissLeg(leg):
            _dismiss(service, leg)
        case LookUpLeg(leg):
            _look_up(service, leg)
        case SendNotice(notice):
            send_notice(service, notice)
        case RingCaller(callback):
            ring_caller(service, callback)
        case LookUpCaller(callback):
            look_up_caller(service, callback)


def advance_call(service: Hotline, call_id: str, *, speaking: bool = False) -> Advice | None:
    """Moves a call on (see `advance`) and starts what follows from it."""
    with service.database.writing() as session:
        advice = advance(
            session,
            call_id,
            service.now(),
            new_id=service.new_id,
            rest=not service.carrier.is_away(),
            speaking=speaking,
            spared=service.own_phones.of,
        )
    if advice is not None:
        dispatch(service, advice.intents)
    return advice


def leg_ended(service: Hotline, call_id: str) -> None:
    """Moves on the call whose leg is over; then whoever is free again goes to the next in line."""
    advance_call(service, call_id)
    with service.database.reading() as session:
        others = next_in_line(session, service.now(), service.own_phones.of)
    for other in others:
        advance_call(service, other)


def _ring(service: Hotline, leg_id: str) -> None:
    with service.database.writing() as session:
        now = service.now()
        taken = change_leg(
            session,
            leg_id,
            Leg.state == LegState.PLANNED,
            state=LegState.SENT,
            sent_at=now,
        )
        found = leg_and_call(session, leg_id) if taken else None
        if found is None:
            return
        leg, call = found
        line = line_by_id(session, call.line_id)
        shown = line.document.number_that_is("shown") if line else None
        number = number_to_ring(session, leg)
        seconds = seconds_to_ask_for(session, leg.ring_seconds, Point.CREATE_TIMEOUT_BUFFER)
        if call.state not in {CallState.WAITING, CallState.CLAIMED}:
            end_leg(session, leg_id, LegResult.CALLER_GONE, now)
            return
    if shown is None or number is None:
        _leg_ended(service, leg_id, LegResult.FAILED)
        return
    path = f"/voice/legs/{leg_id}"
    # Until the next picture is taken: should the database go away meanwhile, this is known.
    until = service.net.now() + leg.ring_seconds + KNOWN_BUSY
    mark = Mark(leg.person_id, leg_id, leg.call_id, until, leg.mode)
    service.net.marks.take(mark, service.net.now())
    try:
        carrier_id = service.carrier.ring(
            number,
            shown.number,
            seconds=seconds,
            url=service.step(f"{path}/whisper"),
            status_url=service.step(f"{path}/status"),
            fallback_url=service.fallback_step(f"{path}/fallback"),
        )
    except CarrierRefused as refusal:
        log.warning("leg-refused", leg=leg_id, code=refusal.code)
        _leg_ended(service, leg_id, LegResult.FAILED)
    except CarrierAway as away:
        log.warning("carrier-away", leg=leg_id, code=away.code)
        _leg_ended(service, leg_id, LegResult.NOT_SENT)
    except CarrierProblem:
        # It may ring all the same: its callback, a look-up or its ring time will tell.
        log.warning("leg-unknown", leg=leg_id)
    else:
        _leg_lives(service, leg_id, LegState.SENT, carrier_id)


def _dismiss(service: Hotline, leg_id: str) -> None:
    with service.database.reading() as session:
        found = leg_and_call(session, leg_id)
    if found is None:
        return
    leg, _ = found
    if leg.carrier_id is None or (leg.state == LegState.ENDED and not was_given_up(leg)):
        return
    try:
        if leg.answered_at is None:
            lives = service.carrier.hang_up(leg.carrier_id)
        else:
            elsewhere = service.step(f"/voice/legs/{leg_id}/dismissed")
            lives = service.carrier.send_elsewhere(leg.carrier_id, elsewhere)
    except CarrierProblem:
        # It stops ringing by itself; the sweep tries again meanwhile.
        log.warning("leg-not-dismissed", leg=leg_id)
        return
    if not lives:
        _look_up(service, leg_id)  # its end was never told


def _look_up(service: Hotline, leg_id: str) -> None:
    with service.database.reading() as session:
        found = leg_and_call(session, leg_id)
        number = number_to_ring(session, found[0]) if found else None
    if found is None or found[0].state == LegState.ENDED:
        return
    leg = found[0]
    try:
        if leg.carrier_id is not None:
            seen = service.carrier.look_up(leg.carrier_id)
        else:
            seen = _the_one(service, leg, number) if number else None
    except CarrierProblem:
        return
    if seen is None:
        _leg_ended(
            service, leg_id, LegResult.NOT_SENT if leg.carrier_id is None else LegResult.LOST
        )
    elif seen.status in ENDS:
        _leg_ended(service, leg_id, ENDS[seen.status])
    elif seen.status in MOVES:
        _leg_lives(service, leg_id, MOVES[seen.status], seen.id)


def _the_one(service: Hotline, leg: Leg, number: str) -> CarrierCall | None:
    """The carrier's call for a leg whose creation was never answered. A person has one live leg, so
    a call to their number since it was sent, unknown to any other leg, is it."""
    seen = service.carrier.calls_to(number, leg.sent_at or leg.planned_at)
    return seen[-1] if seen else None


def _leg_lives(service: Hotline, leg_id: str, state: LegState, carrier_id: str) -> None:
    """The carrier has this leg, under this id; one that was dismissed meanwhile is ended there."""
    with service.database.writing() as session:
        leg_moved(session, leg_id, state, service.now(), carrier_id)
        found = leg_and_call(session, leg_id)
    if found is not None and found[0].dismissed:
        _dismiss(service, leg_id)


def _leg_ended(service: Hotline, leg_id: str, result: LegResult) -> None:
    service.net.marks.free(leg_id, service.net.now())
    with service.database.writing() as session:
        call = leg_over(session, leg_id, result, service.now())
    if call is not None:
        leg_ended(service, call.id)
