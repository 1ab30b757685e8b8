"""Gather: keys from the caller (twilio.com/docs/voice/twiml/gather)."""

from __future__ import annotations

from simulator.legs import Leg, Source
from simulator.problems import Problem
from simulator.twiml.documents import Document, Verb
from simulator.verbs.fetching import fetch
from simulator.verbs.going_on import Next
from simulator.verbs.speech import Prompt, listen, prompt


def gather(leg: Leg, verb: Verb, document: Document, place: str) -> Next:
    """Play what is inside, collect keys, and go on at the action.

    A key pressed during a prompt cuts all prompts short (#nest-other-verbs). The time-out starts
    when they end and again after each key (#timeout). A finishing key ends the input and is not
    part of it (#finishonkey); with nothing else pressed that is no input. No input falls through
    to the next verb unless actionOnEmptyResult (#actiononemptyresult). The action defaults to the
    document's own URL (#action).
    """
    if "dtmf" not in verb.get("input", "dtmf"):
        leg.carrier.complain(leg, Problem(12200, "Gather's speech input is not simulated."))
    finishing = verb.get("finishOnKey", "#")
    wanted = verb.number("numDigits", 0)
    digits, finished_on = "", ""
    pressed = yield from prompts(leg, verb, document)
    while True:
        if pressed is None:
            pressed = yield from listen(float(verb.number("timeout", 5)), keys=True)
        if pressed is None:
            break
        if pressed in finishing:
            finished_on = pressed
            break
        digits += pressed
        pressed = None
        if wanted and len(digits) >= wanted:
            break
    if not digits and not verb.yes("actionOnEmptyResult"):
        return None
    source = Source(document.address(verb.get("action")), verb.get("method", "POST"))
    given = {"Digits": digits, "FinishedOnKey": finished_on}
    return (yield from fetch(leg, "action", source, place, given))


def prompts(leg: Leg, verb: Verb, document: Document) -> Prompt:
    """Everything nested, until a key is pressed."""
    for child in verb.inside:
        if child.name in ("Say", "Play", "Pause"):
            pressed = yield from prompt(leg, child, document, keys=True)
            if pressed is not None:
                return pressed
    return None
