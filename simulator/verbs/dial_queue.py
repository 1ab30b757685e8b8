"""Dial a queue: take the first caller in line (twilio.com/docs/voice/twiml/queue)."""

from __future__ import annotations

from collections.abc import Generator

from simulator.bridge import Bridge, BridgeEnded, Connected
from simulator.legs import TIME_UP, Interruption, Key, Leg, Source, Wait
from simulator.problems import Problem
from simulator.queues import Member, Queue
from simulator.twiml.documents import Verb
from simulator.verbs.dialling import Dialling
from simulator.verbs.enqueue import Dequeued, ResponderLost

Told = Generator[Wait, object, dict[str, str]]


def dial_queue(dialling: Dialling, noun: Verb) -> Told:
    """Join the leg that dials to the first caller in line; what Dial's action is told.

    An empty queue makes it wait for the time-out; a queue that does not exist is an error at
    once. The noun's document runs on the caller's leg before the two can talk. The action comes
    when the bridge ends, also when the leg that dialled hung up. DequeueResult and the rest are
    what the carrier sends beside the documented DialCallStatus.
    """
    leg, carrier = dialling.leg, dialling.leg.carrier
    queue = carrier.queues.find(noun.text)
    if queue is None:
        sentence = f"Dial: there is no queue '{noun.text}' (no code is documented for this)."
        carrier.complain(leg, Problem(0, sentence))
        return told(queue, None, "queue-not-found")
    member = queue.first() or (yield from somebody(leg, queue, dialling.timeout))
    if member is None:
        return told(queue, None, "queue-empty")
    queue.leave(member)
    bridge = Bridge(caller=member.leg, responder=leg)
    address = noun.get("url")
    before = (
        Source(dialling.document.address(address), noun.get("method", "POST")) if address else None
    )
    waited = int((carrier.clock.now() - member.joined).total_seconds())
    try:
        bridge.waits_for(leg, keys=dialling.star_hangs_up)
        member.leg.interrupt(Dequeued(bridge, before))
        yield from until_it_ends(dialling, bridge)
    except Interruption:
        leave_bridge(bridge, leg)
        dialling.tell_action(told(queue, bridge, "bridged", waited), bridge.turn(leg))
        raise
    return told(queue, bridge, "bridged", waited)


def somebody(leg: Leg, queue: Queue, timeout: int) -> Generator[Wait, object, Member | None]:
    """Wait for the next person to join; None when the time-out passes first."""
    wait = Wait(float(timeout))
    place = (leg, wait)
    queue.dialling.append(place)
    try:
        value = yield wait
    finally:
        if place in queue.dialling:
            queue.dialling.remove(place)
    if value is TIME_UP:
        return None
    return queue.first()


def until_it_ends(dialling: Dialling, bridge: Bridge) -> Generator[Wait, object, None]:
    """The responder's side of a bridge, star and time limit included."""
    leg = dialling.leg
    while True:
        value = yield bridge.waits[leg]
        if isinstance(value, BridgeEnded):
            return
        star = isinstance(value, Key) and value.digit == "*" and bridge.connected is not None
        if star or value is TIME_UP:
            bridge.end(by=leg, star=star)
        elif not isinstance(value, Connected | Key):
            raise TypeError(f"A bridge was answered with {value!r}.")
        left = float(dialling.time_limit - bridge.seconds) if bridge.connected else None
        bridge.waits_for(leg, left, keys=dialling.star_hangs_up)


def leave_bridge(bridge: Bridge, leg: Leg) -> None:
    """The responder is gone: the bridge ends, or the caller never was connected."""
    if bridge.over is None and bridge.connected is None:
        bridge.end(by=leg)
        bridge.caller.interrupt(ResponderLost())
    else:
        bridge.end(by=leg)


def told(
    queue: Queue | None, bridge: Bridge | None, result: str, waited: int = 0
) -> dict[str, str]:
    """What Dial's action is told of a queue (twilio.com/docs/voice/twiml/dial#action)."""
    connected = bridge is not None and bridge.connected is not None
    status = {"queue-not-found": "failed", "queue-empty": "no-answer"}.get(result, "completed")
    news = {
        "DialCallStatus": status if connected or bridge is None else "no-answer",
        "DialBridged": "true" if connected else "false",
        "DequeueResult": result if connected or bridge is None else "hangup",
    }
    if queue is not None:
        news["QueueSid"] = queue.sid
    if bridge is not None:
        news |= {
            "DequeuedCallSid": bridge.caller.sid,
            "DequeuedCallQueueTime": str(waited),
            "DequeuedCallDuration": str(bridge.seconds),
        }
    return news
