"""Star, then 8: an abusive call is ended, once the responder has confirmed it."""

from __future__ import annotations

from flask import Response

from hotline.calls import on_hold
from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.hold import held_by, star_menu
from hotline.voice.reasons import wrap_up_document
from hotline.voice.webhook import webhook
from hotline.words import words


def ask_whether_abusive(leg: Leg, call: Call) -> Response:
    """Nothing ends by one wrong key."""
    action = f"/voice/legs/{leg.id}/abusive"
    question = words("abusive-question", leg.language)
    return Document(call, leg.language).ask(action, question, seconds=8).answer()


def abusive(leg_id: str) -> Response:
    """8 again ends the call; anything else, silence included, leaves the caller on hold."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    if webhook().digits != "8":
        return star_menu(leg, call)
    with hotline().database.writing() as session:
        ended = on_hold.end_by_responder(session, call.id, leg.id, abusive=True)
    return wrap_up_document(leg, call) if ended else star_menu(leg, call)
