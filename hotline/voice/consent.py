"""On hold: the caller is asked whether they agree to be passed on."""

from __future__ import annotations

from flask import Response

from hotline.calls import on_hold
from hotline.calls.passing_on import caller_agrees
from hotline.calls.tables import Call
from hotline.dialling import advance_call, dispatch
from hotline.rosters.teams import team_name
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.keys import key
from hotline.voice.webhook import attempt, webhook
from hotline.words import words

TIMES = 2
"""How often the question is asked; silence after that means that they would rather stay."""


def ask_consent(call: Call, nth: int = 1) -> Response:
    """Where their responder would pass them on to, and the two keys."""
    with hotline().database.reading() as session:
        team = team_name(session, call.line_id, call.passing_to or "", call.language)
    question = words("consent-question", call.language, team=team)
    action = f"/voice/calls/{call.id}/consent?attempt={nth}"
    return Document(call).ask(action, question, seconds=6).answer()


def consent(call_id: str) -> Response:
    """1 agrees, 2 stays. 0 is danger, here too. An answer to a question that is no longer asked
    changes nothing: they hear their responder in a moment."""
    pressed = webhook().digits
    service = hotline()
    if pressed == "0":
        return key(call_id)
    with service.database.writing() as session:
        call = session.get(Call, call_id)
        if call is None:
            return Document("fr").leave_queue().answer()
        agreed, intents = (
            caller_agrees(session, call_id, service.now()) if pressed == "1" else (False, [])
        )
        silent = pressed not in {"1", "2"} and attempt() < TIMES
        stays = not agreed and not silent and on_hold.decline(session, call_id)
    if silent:
        return ask_consent(call, attempt() + 1)
    dispatch(service, intents)
    document = Document(call)
    if agreed:
        document.say("consent-yes")
        advance_call(service, call_id)
    elif stays:
        document.say("consent-no")
    return document.go_to(f"/voice/calls/{call_id}/wait").answer()
