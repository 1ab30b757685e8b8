"""A responder has accepted to call somebody back: they wait while that telephone rings."""

from __future__ import annotations

from flask import Response

from hotline.callbacks.reaching import callback_of
from hotline.calls import accepting
from hotline.calls.accepting import Verdict
from hotline.calls.intents import RingCaller
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.dialling import dispatch
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.joining import join
from hotline.voice.whisper import too_late

ASKS_AGAIN_AFTER = 3
"""Seconds. The words and the pause together are shorter than the claim is held."""


def calling_back(leg_id: str) -> Response:
    """Asked every few seconds while the caller's telephone rings: the claim is held meanwhile."""
    service = hotline()
    with service.database.writing() as session:
        answer, intents = accepting.confirm(session, leg_id, service.now())
        found = leg_and_call(session, leg_id)
    dispatch(service, intents)
    if found is None or answer is not Verdict.YOURS:
        return too_late(answer, found)
    return wait_for_caller(*found)


def wait_for_caller(leg: Leg, call: Call, *, begins: bool = False) -> Response:
    """Joined once the caller has confirmed that it is them; until then, a word now and then."""
    service = hotline()
    with service.database.reading() as session:
        row = callback_of(session, call)
    if row is None or row.confirmed_at is not None:
        return join(Document(call, leg.language), leg, call, 1).answer()
    dispatch(service, [RingCaller(row.id)])
    document = Document(call, leg.language)
    if begins:
        document.say("callback-ringing")
    elif row.answered_at is not None:
        document.say("callback-answered")
    return document.pause(ASKS_AGAIN_AFTER).go_to(f"/voice/legs/{leg.id}/calling-back").answer()
