"""Somebody's telephone rings who asked to be called back: a key, their code, a key; nothing that
tells what it is about is said before."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from hotline.callbacks import reaching
from hotline.callbacks.tables import Callback
from hotline.callbacks.trying import end_try
from hotline.calls.finding import call_by_carrier
from hotline.carrier_words import ENDS
from hotline.dialling import advance_call, dispatch
from hotline.hanging_up import end_call_now
from hotline.lines.service import line_by_id
from hotline.service import hotline
from hotline.voice.blocked import block_if_abusive
from hotline.voice.documents import Document
from hotline.voice.fallback import caller_fallback
from hotline.voice.webhook import attempt, webhook
from hotline.words import words

GoOn = Callable[[Callback], Response]

MOST_WORDS = 3
"""How often a key is asked for."""


def answered(try_id: str) -> Response:
    """Neutral words, and the key of whoever asked for it. A machine hears nothing, or words that
    tell nothing, as was agreed."""
    hook, service = webhook(), hotline()
    with service.database.writing() as session:
        reaching.answered(session, try_id, hook.call_id, service.now())
        row = reaching.of_try(session, try_id)
    if row is None:
        return Document("fr").hang_up().answer()
    if hook.by_machine:
        document = _document(row)
        return (document if row.no_message else document.say("callback-machine")).hang_up().answer()
    return _ask(row, "callback-greeting", f"/voice/callbacks/{try_id}/known")


def known(try_id: str) -> Response:
    """1: it is them, and they hear their code. 2: a wrong number."""
    return _heard(try_id, "callback-greeting", "known", _tell_code)


def confirmed(try_id: str) -> Response:
    """1: the code is theirs, and they are a caller like any other. 2: it is not."""
    return _heard(try_id, "callback-code-again", "confirmed", _put_through)


def callback_status(try_id: str) -> Response:
    """That telephone is hung up, or rang in vain."""
    hook, service = webhook(), hotline()
    if hook.status not in ENDS:
        if hook.call_id:
            with service.database.writing() as session:
                reaching.rings(session, try_id, hook.call_id)
        return Response(status=204)
    with service.database.writing() as session:
        row = reaching.over(session, try_id, hook.call_id, service.now())
        call = call_by_carrier(session, hook.call_id)
    if call is not None:
        block_if_abusive(call)
        end_call_now(service, call.id)
    if row is not None:
        _settle(row)
    return Response(status=204)


def callback_fallback(try_id: str) -> Response:
    """A step failed: a caller goes on as callers do; before that, it is asked once more."""
    with hotline().database.reading() as session:
        row = reaching.of_try(session, try_id)
        call = call_by_carrier(session, webhook().call_id)
    if call is not None:
        return caller_fallback()
    if row is None or attempt() > 1:
        return Document("fr").hang_up().answer()
    return _ask(row, "callback-greeting", f"/voice/callbacks/{try_id}/known")


def _heard(try_id: str, phrase: str, place: str, go_on: GoOn) -> Response:
    pressed, service = webhook().digits, hotline()
    with service.database.reading() as session:
        row = reaching.of_try(session, try_id)
    if row is None:
        return Document("fr").hang_up().answer()
    if pressed == "1":
        return go_on(row)
    if pressed == "2":
        with service.database.writing() as session:
            reaching.wrong_number(session, try_id)
        _settle(row)
        return _document(row).say("callback-wrong-number").hang_up().answer()
    if attempt() >= MOST_WORDS:
        return _document(row).hang_up().answer()
    return _ask(row, phrase, f"/voice/callbacks/{try_id}/{place}", attempt() + 1)


def _tell_code(row: Callback) -> Response:
    with hotline().database.writing() as session:
        reaching.known(session, row.try_id or "", hotline().now())
    return _ask(row, "callback-code-again", f"/voice/callbacks/{row.try_id}/confirmed")


def _put_through(row: Callback) -> Response:
    service = hotline()
    with service.database.writing() as session:
        call = reaching.confirm(session, row.try_id or "", webhook().call_id, service.now())
    if call is None:
        return _document(row).say("callback-nobody").hang_up().answer()
    advance_call(service, call.id)
    return Document(call).say("callback-put-through").enter_queue(call).answer()


def _settle(row: Callback) -> None:
    """What follows from a try that is over is seen to at once: somebody waits on the line."""
    service = hotline()
    with service.database.writing() as session:
        line = line_by_id(session, row.line_id)
        assert line is not None  # a foreign key holds it
        intents = end_try(
            session, line, row.id, now=service.now(), new_id=service.new_id, chance=service.chance
        )
    dispatch(service, intents)


def _ask(row: Callback, phrase: str, action: str, nth: int = 1) -> Response:
    code = " ".join(row.code or "")
    text = words(phrase, row.language, code=code)
    return _document(row).ask(f"{action}?attempt={nth}", text, seconds=6).answer()


def _document(row: Callback) -> Document:
    return Document(row.language, line_id=row.line_id)
