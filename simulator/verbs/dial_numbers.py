"""Dial numbers: ring them, whisper, bridge (twilio.com/docs/voice/twiml/number)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from simulator.bridge import Bridge, BridgeEnded, Connected
from simulator.legs import (
    TIME_UP,
    Callbacks,
    EndOfCall,
    Interruption,
    Key,
    Leg,
    Program,
    Redirected,
    Source,
    Wait,
)
from simulator.problems import Problem
from simulator.twiml.documents import Verb
from simulator.verbs.dialling import Dialling
from simulator.verbs.fetching import Unavailable, fetch

Told = Generator[Wait, object, dict[str, str]]


@dataclass(frozen=True)
class ChildOver:
    """A leg that was rung is over."""


@dataclass
class Ringing:
    """The legs of one round, and the one that got through."""

    dialling: Dialling
    children: list[Leg] = field(default_factory=list)
    wait: Wait | None = None
    bridge: Bridge | None = None
    best: Leg | None = None

    def ring(self, noun: Verb) -> None:
        """Ring one number on behalf of the leg that dials."""
        leg, carrier = self.dialling.leg, self.dialling.leg.carrier
        address = self.dialling.document.address
        caller_id = self.dialling.verb.get("callerId") or leg.from_
        child = carrier.new_leg(caller_id, noun.text, "outbound-dial", parent=leg)
        if not noun.text.startswith("+") or not noun.text[1:].isdigit():
            carrier.complain(leg, Problem(13223, "Dial numbers in E.164: + and digits."))
            child.becomes("failed")
        url = noun.get("statusCallback")
        child.callbacks = Callbacks(
            address(url) if url else "",
            noun.get("statusCallbackMethod", "POST"),
            frozenset(noun.get("statusCallbackEvent", "completed").split()),
        )
        whisper = noun.get("url")
        source = Source(address(whisper), noun.get("method", "POST")) if whisper else None
        self.children.append(child)
        if child.ended:
            return
        carrier.outbound.ring_now(
            child,
            self.dialling.timeout + carrier.live.dial_timeout_buffer,
            lambda: child.run(self.picked_up(child, source)),
        )

    def picked_up(self, child: Leg, whisper: Source | None) -> Program:
        """What an answering leg does: hear its whisper, then talk until the bridge ends."""
        leg, live = self.dialling.leg, self.dialling.leg.carrier.live
        try:
            if live.dial_numbers_first_pickup_wins:
                self.won_by(child)
            if whisper is not None:
                try:
                    document = yield from fetch(child, "whisper", whisper, "whisper")
                    yield from child.carrier.perform(child, document, "whisper")
                except Unavailable:
                    if live.whisper_failure == "hangup":
                        raise EndOfCall from None
            if not live.dial_numbers_first_pickup_wins:
                self.won_by(child)
            bridge = self.bridge = Bridge(caller=leg, responder=child)
            leg.carrier.outbound.answer_inbound(leg)
            wait = bridge.waits_for(child)
            if self.wait is not None:
                leg.answer(self.wait, Connected())
            while not isinstance((yield wait), BridgeEnded):
                wait = bridge.waits_for(child)
        except EndOfCall:
            pass
        except Interruption as interruption:
            if self.bridge is not None and self.bridge.responder is child:
                self.bridge.end(by=child)
            if not isinstance(interruption, Redirected):
                raise
            child.source = interruption.source
            yield from child.carrier.follow(child)
        child.finish("completed")

    def won_by(self, child: Leg) -> None:
        """The rest are hung up (#simultaneous-dialing)."""
        self.best = child
        self.hang_up([other for other in self.children if other is not child])

    def hang_up(self, legs: list[Leg]) -> None:
        """Stop ringing, or end what was answered."""
        for leg in legs:
            leg.finish("completed" if leg.answered else "canceled")

    def over(self, child: Leg) -> None:
        """A child is over: tell the leg that dials, if it still waits for that."""
        wait = self.wait
        if wait is not None:
            self.dialling.leg.answer(wait, ChildOver())
        self.best = self.best or child


def dial_numbers(dialling: Dialling, nouns: list[Verb]) -> Told:
    """Ring numbers, together or one after the other; what Dial's action is told.

    All ring, the first to pick up wins and the rest are hung up. The whisper runs on the
    answering leg before the two are joined; when it ends with Hangup they never are. The
    answering leg dies with the caller's. `sequential` rings them in order (…/dial#sequential).
    """
    leg = dialling.leg
    caller_id = dialling.verb.get("callerId")
    if caller_id and caller_id not in (leg.from_, leg.to, *leg.carrier.numbers):
        leg.carrier.complain(leg, Problem(13214, f"The callerId {caller_id} is not yours."))
        return {"DialCallStatus": "failed", "DialBridged": "false"}
    rounds = [[noun] for noun in nouns] if dialling.verb.yes("sequential") else [nouns[:10]]
    news: dict[str, str] = {}
    for together in rounds:
        ringing = Ringing(dialling)
        try:
            yield from one_round(ringing, together)
        except Interruption:
            if ringing.bridge is not None:
                ringing.bridge.end(by=leg)
            ringing.hang_up(ringing.children)
            dialling.tell_action(told(ringing))
            raise
        news = told(ringing)
        if any(child.answered for child in ringing.children):
            break
    return news


def one_round(ringing: Ringing, nouns: list[Verb]) -> Generator[Wait, object, None]:
    """Ring, then stay in the bridge until it ends."""
    dialling, leg = ringing.dialling, ringing.dialling.leg
    leg.hear("ringback", "")
    for noun in nouns:
        ringing.ring(noun)
    for child in ringing.children:
        child.when_over = ringing.over
    while ringing.bridge is None and not all(child.ended for child in ringing.children):
        ringing.wait = Wait()
        value = yield ringing.wait
    ringing.wait = None
    bridge = ringing.bridge
    if bridge is None:
        return
    bridge.connect()
    while bridge.over is None:
        left = float(dialling.time_limit - bridge.seconds)
        value = yield bridge.waits_for(leg, left, keys=dialling.star_hangs_up)
        star = isinstance(value, Key) and value.digit == "*"
        if star or value is TIME_UP:
            bridge.end(by=leg, star=star)
    redirected = bridge.over.by  # the called leg went on elsewhere, by REST; it lives
    ringing.hang_up([child for child in ringing.children if child is not redirected])


def told(ringing: Ringing) -> dict[str, str]:
    """What Dial's action is told of the numbers (…/dial#action)."""
    connected = ringing.bridge is not None and ringing.bridge.connected is not None
    child = ringing.best or ringing.children[-1]
    status = child.status if child.ended else "completed"
    news = {
        "DialCallStatus": "completed" if connected else status,
        "DialCallSid": child.sid,
        "DialBridged": "true" if connected else "false",
    }
    if connected or child.answered:
        news["DialCallDuration"] = str(child.seconds)
    return news
