"""Star, then 4: the responder asks the coordinator on duty for advice; star again ends it."""

from __future__ import annotations

from flask import Response

from hotline.calls.consulting import LONGEST_TALK, end_consultation, plan_consultation
from hotline.calls.legs import leg_and_call, number_to_ring
from hotline.calls.scene import load_scene
from hotline.calls.tables import Call, Leg
from hotline.carrier_words import ENDS
from hotline.service import hotline
from hotline.voice.documents import Document, Ringing
from hotline.voice.hold import held_by, star_menu
from hotline.voice.webhook import webhook
from hotline.words import words
from routing.outcomes import LegResult


def consult(leg: Leg, call: Call) -> Response:
    """Rings a coordinator from the responder's own leg: no API is needed, and the caller stays
    where they are."""
    ringing = _plan(leg, call)
    if ringing is None:
        return star_menu(leg, call, words("consult-nobody", leg.language))
    longest = round(LONGEST_TALK.total_seconds())
    return (
        Document(call, leg.language).say("consult-rings").consult(leg.id, ringing, longest).answer()
    )


def consulted(leg_id: str) -> Response:
    """The talk with the coordinator is over, or there was none."""
    said = ENDS.get(webhook().dial_status, LegResult.LOST)
    with hotline().database.writing() as session:
        found = leg_and_call(session, leg_id)
        talked = found and end_consultation(session, found[1].id, said, hotline().now())
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    return star_menu(leg, call, *() if talked else (words("consult-nobody", leg.language),))


def _plan(leg: Leg, call: Call) -> Ringing | None:
    service = hotline()
    with service.database.writing() as session:
        scene = load_scene(session, call.id, service.now(), spared=service.own_phones.of, lock=True)
        shown = scene.line.document.number_that_is("shown") if scene else None
        if scene is None or shown is None:
            return None
        asked = plan_consultation(session, scene, leg.id, service.new_id())
        number = number_to_ring(session, asked) if asked else None
    if asked is None or number is None:
        return None
    return Ringing(asked.id, number, shown.number, asked.ring_seconds)
