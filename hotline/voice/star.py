"""Step 9. After star: the responder's key, while the caller hears kind words."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from hotline.calls import on_hold
from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.voice.abusive import ask_whether_abusive
from hotline.voice.consulting import consult
from hotline.voice.following_up import offer_code
from hotline.voice.giving import ask_code
from hotline.voice.hold import held_by, star_menu
from hotline.voice.joining import join_again
from hotline.voice.passing_on import offer_teams
from hotline.voice.reasons import wrap_up_document
from hotline.voice.webhook import attempt, webhook


def star(leg_id: str) -> Response:
    """1 goes back to the caller, 2 ends the call, 3 passes it on, 4 asks for advice, 5 gives
    a number, 6 a follow-up code, 8 ends an abusive one."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    pressed = webhook().digits
    if pressed == "1" or attempt() > 1:
        return join_again(*held, attempt())
    step = _STEPS.get(pressed, star_menu)
    return step(*held)


def _end(leg: Leg, call: Call) -> Response:
    with hotline().database.writing() as session:
        closed = on_hold.end_by_responder(session, call.id, leg.id)
    return wrap_up_document(leg, call) if closed else star_menu(leg, call)


_STEPS: dict[str, Callable[[Leg, Call], Response]] = {
    "2": _end,
    "3": offer_teams,
    "4": consult,
    "5": ask_code,
    "6": offer_code,
    "8": ask_whether_abusive,
}
