"""How a leg goes through its documents: verb after verb, document after document."""

from __future__ import annotations

from collections.abc import Callable, Generator

from simulator.legs import EndOfCall, HungUp, Leg, Program, Redirected, Source, Wait
from simulator.problems import Problem
from simulator.twiml.documents import Document, Verb
from simulator.twiml.schema import PLACES
from simulator.verbs.dial import dial
from simulator.verbs.enqueue import Left, enqueue
from simulator.verbs.fetching import Fetching, Unavailable, fetch, first_document
from simulator.verbs.gather import gather
from simulator.verbs.going_on import Next
from simulator.verbs.speech import prompt

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
"""What the carrier itself says, in English, when neither document nor fallback can be had
(twilio.com/docs/api/errors/11200)."""

APOLOGY_SECONDS = 4.0

UNANSWERED = ("Reject", "Pause", "Hangup", "Redirect")
"""Verbs that run before an incoming call is answered (twilio.com/docs/voice/twiml/reject,
…/pause: a leading Pause lets it ring; the last two do not pick up by themselves)."""


def speak(leg: Leg, verb: Verb, document: Document, _place: str) -> Next:
    """Say, Play or Pause on their own: no key cuts them."""
    yield from prompt(leg, verb, document)
    return None


def redirect(leg: Leg, verb: Verb, document: Document, place: str) -> Next:
    """Go on elsewhere; what follows is never reached (twilio.com/docs/voice/twiml/redirect)."""
    source = Source(document.address(verb.text), verb.get("method", "POST"))
    return (yield from fetch(leg, "redirect", source, place))


def leave(_leg: Leg, _verb: Verb, _document: Document, _place: str) -> Next:
    """Leave the queue (twilio.com/docs/voice/twiml/leave)."""
    yield from ()
    raise Left


def hang_up(_leg: Leg, _verb: Verb, _document: Document, _place: str) -> Next:
    """End the call (twilio.com/docs/voice/twiml/hangup)."""
    yield from ()
    raise EndOfCall


def reject(leg: Leg, verb: Verb, _document: Document, _place: str) -> Next:
    """Refuse an incoming call unanswered (twilio.com/docs/voice/twiml/reject)."""
    yield from ()
    if leg.answered is None:
        leg.finish("busy" if verb.get("reason") == "busy" else "no-answer")
    raise EndOfCall


VERBS: dict[str, Callable[[Leg, Verb, Document, str], Next]] = {
    "Say": speak,
    "Play": speak,
    "Pause": speak,
    "Gather": gather,
    "Enqueue": enqueue,
    "Leave": leave,
    "Dial": dial,
    "Redirect": redirect,
    "Hangup": hang_up,
    "Reject": reject,
}


def perform(leg: Leg, document: Document, place: str) -> Generator[Wait, object, None]:
    """Run a document to its end, and those that its verbs lead to.

    In a call's own documents, one that cannot be had leads to the fallback URL; elsewhere
    (wait, whisper, connect) Unavailable is raised to whoever asked for the document.
    """
    following: Document | None = document
    while following is not None:
        try:
            following = yield from run_verbs(leg, following, place)
        except Unavailable as failure:
            if place != "call":
                raise
            following = yield from fall_back(leg, failure)


def run_verbs(leg: Leg, document: Document, place: str) -> Next:
    """Verb after verb, until one leads to another document."""
    for verb in document.verbs:
        if verb.name not in VERBS or verb.name not in PLACES[place]:
            continue  # a warning, noted when the document was checked
        if verb.name not in UNANSWERED and not verb.yes("answerOnBridge"):
            leg.carrier.outbound.answer_inbound(leg)
        following = yield from VERBS[verb.name](leg, verb, document, place)
        if following is not None:
            return following
    return None


def fall_back(leg: Leg, failure: Unavailable) -> Fetching:
    """Ask the fallback URL, telling what failed (twilio.com/docs/voice/api/call-resource
    #fallbackurl); failing that, the carrier apologises and ends the call."""
    kept = leg.carrier.live.action_failure == "fallback" or failure.kind != "action"
    if kept and leg.fallback.url and failure.kind != "fallback":
        told = {"ErrorCode": str(failure.code), "ErrorUrl": failure.url}
        try:
            return (yield from fetch(leg, "fallback", leg.fallback, "call", told))
        except Unavailable:
            pass
    leg.carrier.outbound.answer_inbound(leg)
    leg.hear("carrier", APOLOGY)
    leg.carrier.apologised(leg, Problem(failure.code, APOLOGY, fatal=True, url=failure.url))
    yield Wait(APOLOGY_SECONDS)
    raise EndOfCall


def follow(leg: Leg) -> Program:
    """A leg's whole life on the line: its first document, and whatever REST redirects it to."""
    source = leg.source
    try:
        while True:
            try:
                try:
                    document = yield from first_document(leg, source)
                except Unavailable as failure:
                    document = yield from fall_back(leg, failure)
                yield from perform(leg, document, "call")
                break
            except Redirected as redirected:
                source = redirected.source
    except EndOfCall:
        pass
    except HungUp:
        return
    leg.finish("completed")
