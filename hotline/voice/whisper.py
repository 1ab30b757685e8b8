"""Step 6. A responder picks up: the first words say only "Entraide, appuyez sur 1"."""

from __future__ import annotations

from flask import Response

from hotline.calls.accepting import Verdict, pick_up
from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import webhook
from hotline.words import words
from routing.outcomes import LegMode

REFUSED_WORDS = {Verdict.TAKEN: "taken", Verdict.GONE: "caller-gone"}


def whisper(leg_id: str) -> Response:
    """Whoever presses nothing (an answering machine, a child, a pocket) hears it twice and is let
    go: nobody is connected before a key."""
    hook = webhook()
    service = hotline()
    with service.database.writing() as session:
        answer = pick_up(session, leg_id, hook.call_id, service.now())
        found = leg_and_call(session, leg_id)
    if found is None or answer is not Verdict.YOURS:
        return too_late(answer, found)
    leg, call = found
    text = words("whisper", leg.language)
    action = f"/voice/legs/{leg_id}/accept"
    document = Document(call, leg.language)
    return (
        document.listen(action, text, seconds=4).listen(action, text, seconds=6).hang_up().answer()
    )


def too_late(answer: Verdict, found: tuple[Leg, Call] | None = None) -> Response:
    """Somebody else was first, or the caller has hung up: told kindly, then let go."""
    document = Document(found[1], found[0].language) if found else Document("fr")
    return document.say(REFUSED_WORDS.get(answer, "taken")).hang_up().answer()


def dismissed(leg_id: str) -> Response:
    """What a responder hears who was listening when the call went to somebody else, or ended."""
    with hotline().database.reading() as session:
        found = leg_and_call(session, leg_id)
    if found is None:
        return too_late(Verdict.GONE)
    leg, call = found
    mine = call.claimed_by in {None, leg_id} or leg.mode == LegMode.CONSULT
    gone = call.ended_at is not None and mine
    if gone and call.callback_id is not None:
        return Document(call, leg.language).say("callback-not-reached").hang_up().answer()
    return too_late(Verdict.GONE if gone else Verdict.TAKEN, found)
