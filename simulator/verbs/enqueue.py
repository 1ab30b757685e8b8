"""Enqueue: waiting in line, being connected, what follows.

twilio.com/docs/voice/twiml/enqueue
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from simulator.bridge import Bridge, BridgeEnded
from simulator.legs import EndOfCall, HungUp, Interruption, Leg, Redirected, Source, Wait
from simulator.problems import Problem
from simulator.queues import Member, Queue, seconds_in
from simulator.twiml.checks import LONGEST_QUEUE_NAME
from simulator.twiml.documents import Document, Verb
from simulator.verbs.fetching import Unavailable, fetch
from simulator.verbs.going_on import Next

RETRY_SECONDS = 2.0
"""How long the `retry` answer of the live point waits; ours."""

HOLD_MUSIC = "http://com.twilio.sounds.music.s3.amazonaws.com/index.xml"
"""What is heard without a waitUrl; not fetched here: music, as far as the caller can tell."""


class Left(Interruption):
    """The wait document said Leave (twilio.com/docs/voice/twiml/leave)."""


class ResponderLost(Interruption):
    """The leg that dequeued this caller is gone before the two were connected."""


class Dequeued(Interruption):
    """A leg has dialled the queue and takes this caller; `url` runs before they are connected."""

    def __init__(self, bridge: Bridge, before: Source | None) -> None:
        super().__init__("dequeued")
        self.bridge, self.before = bridge, before


@dataclass
class Stay:
    """One caller's time in one queue: what its action will be told."""

    leg: Leg
    queue: Queue
    member: Member
    result: str = "hangup"
    seconds: float | None = None
    bridge: Bridge | None = field(default=None)

    def out(self, result: str) -> None:
        """Leave the line, for this reason."""
        self.result = result
        if self.seconds is None:
            self.seconds = seconds_in(self.member)
            self.queue.leave(self.member)

    def told(self) -> dict[str, str]:
        """What wait and action requests are told (…/enqueue#request-parameters)."""
        seconds = seconds_in(self.member) if self.seconds is None else self.seconds
        return {"QueueSid": self.queue.sid, "QueueTime": str(int(seconds))}


def enqueue(leg: Leg, verb: Verb, document: Document, _place: str) -> Next:
    """Wait in the queue until something ends it, then go on at the action.

    The action is asked at once after Leave, and when the bridge ends after a dequeue; after a
    hang-up or a redirect it is told, and its answer is not used.
    """
    carrier = leg.carrier
    address = verb.get("action")
    action = Source(document.address(address), verb.get("method", "POST")) if address else None
    if not 0 < len(verb.text) <= LONGEST_QUEUE_NAME:  # noted when the document was checked
        return (yield from after(leg, action, {"QueueResult": "error"}))
    queue = carrier.queues.named(verb.text)
    if len(queue.members) >= verb.number("maxQueueSize", queue.longest):
        carrier.complain(leg, Problem(14207, f"The queue {queue.name} is full."))
        return (yield from after(leg, action, {"QueueResult": "queue-full"}))
    stay = Stay(leg, queue, queue.join(leg))
    try:
        try:
            yield from wait_in_line(stay, verb, document)
        except Dequeued as dequeued:
            stay.out("bridged")
            yield from be_connected(stay, dequeued)
        except Left:
            stay.out("leave")
        except Unavailable:
            stay.out("error")
    except (HungUp, EndOfCall, Redirected) as end:
        bridged = stay.bridge is not None
        if isinstance(end, Redirected):
            stay.out("redirected-from-bridged" if bridged else "redirected")
        else:
            stay.out("bridged" if bridged else "hangup")
        turn = 0.0
        if stay.bridge is not None:
            stay.bridge.end(by=leg)
            turn = stay.bridge.turn(leg)
        if action is not None:
            carrier.notice(leg, "action", action, stay.told() | {"QueueResult": stay.result}, turn)
        raise
    return (yield from after(leg, action, stay.told() | {"QueueResult": stay.result}))


def after(leg: Leg, action: Source | None, told: dict[str, str]) -> Next:
    """The action's document; without an action the next verb (#attributes-action)."""
    if action is None:
        return None
    return (yield from fetch(leg, "action", action, "call", told))


def wait_in_line(stay: Stay, verb: Verb, document: Document) -> Generator[Wait, object, None]:
    """Ask for the wait document again each time it ends (#attributes-waiturl).

    Only an interruption ends it; an Unavailable too where the live point says `error`.
    """
    leg, live = stay.leg, stay.leg.carrier.live
    if not verb.get("waitUrl"):
        leg.hear("play", HOLD_MUSIC)
        yield Wait()
    source = Source(document.address(verb.get("waitUrl")), verb.get("waitUrlMethod", "POST"))
    while True:
        told = stay.told() | {
            "QueuePosition": str(stay.queue.position(stay.member)),
            "CurrentQueueSize": str(len(stay.queue.members)),
            "AvgQueueTime": str(stay.queue.average_wait),
        }
        started = leg.carrier.clock.now()
        try:
            wait_document = yield from fetch(leg, "wait", source, "wait", told)
            yield from leg.carrier.perform(leg, wait_document, "wait")
        except Unavailable:
            if live.wait_failure == "error":
                raise
            if live.wait_failure == "hangup":
                raise EndOfCall from None
            yield Wait(RETRY_SECONDS if live.wait_failure == "retry" else None)
        if leg.carrier.clock.now() == started:
            # A document that takes no time at all would be asked for without end.
            yield Wait(1.0)


def be_connected(stay: Stay, dequeued: Dequeued) -> Generator[Wait, object, None]:
    """Run the queue noun's document on the caller's leg, then the bridge, to its end."""
    leg, bridge, live = stay.leg, dequeued.bridge, stay.leg.carrier.live
    stay.bridge = bridge
    try:
        if dequeued.before is not None:
            told = stay.told() | {"DequeingCallSid": bridge.responder.sid}
            try:
                document = yield from fetch(leg, "connect", dequeued.before, "connect", told)
                yield from leg.carrier.perform(leg, document, "connect")
            except Unavailable:
                if live.queue_url_failure == "hangup":
                    raise EndOfCall from None
    except ResponderLost:
        stay.result = live.responder_lost_while_connecting
        return
    bridge.connect()
    ended = yield bridge.waits_for(leg)
    if isinstance(ended, BridgeEnded) and ended.star and not live.star_keeps_caller:
        raise EndOfCall
