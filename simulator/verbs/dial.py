"""Dial: the one who says it is joined to someone else (twilio.com/docs/voice/twiml/dial)."""

from __future__ import annotations

from simulator.legs import Leg, Source
from simulator.problems import Problem
from simulator.twiml.documents import Document, Verb
from simulator.verbs.dial_numbers import dial_numbers
from simulator.verbs.dial_queue import dial_queue
from simulator.verbs.dialling import Dialling
from simulator.verbs.fetching import fetch
from simulator.verbs.going_on import Next


def dial(leg: Leg, verb: Verb, document: Document, _place: str) -> Next:
    """Dial a queue or up to ten numbers, then go on at the action, or at the next verb.

    When the leg that dials hangs up, the action is still told (#action), with CallStatus
    completed; its answer is not used.
    """
    address = verb.get("action")
    dialling = Dialling(
        leg=leg,
        verb=verb,
        document=document,
        action=Source(document.address(address), verb.get("method", "POST")) if address else None,
    )
    queues = [noun for noun in verb.inside if noun.name == "Queue"]
    numbers = [noun for noun in verb.inside if noun.name == "Number"]
    if verb.text:
        numbers.append(Verb("Number", text=verb.text))
    if queues:
        told = yield from dial_queue(dialling, queues[0])
    elif numbers:
        told = yield from dial_numbers(dialling, numbers)
    else:
        leg.carrier.complain(
            leg, Problem(13215, "Dial dials nobody here: give it Number or Queue.")
        )
        told = {"DialCallStatus": "failed", "DialBridged": "false"}
    if dialling.action is None:
        return None
    return (yield from fetch(leg, "action", dialling.action, "call", told))
