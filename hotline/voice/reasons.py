"""Step 10. The wrap-up on the keypad: two digits of the pocket card, read back, 1 confirms."""

from __future__ import annotations

from flask import Response

from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.taxonomies import reasons_by_keypad
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.noting import ask_reason, ask_severity, owed_by_keypad
from hotline.voice.webhook import webhook
from hotline.words import words
from hotline.wrapups.service import (
    Note,
    finish,
    hear_reason,
    note_second_reason,
    wrap_up_of,
)


def wrap_up_document(leg: Leg, call: Call, *first: str) -> Response:
    """What the responder hears once the caller has gone: thanks, and how to note the reason; after
    these `first` phrases."""
    with hotline().database.reading() as session:
        ways = line_of(session, call).document.line.wrap_up
        wrap_up = wrap_up_of(session, call.id, leg.person_id)
    document = Document(call, leg.language)
    done = wrap_up is None or wrap_up.done_at is not None
    if not done and "keypad" in ways:
        return ask_reason(document, leg, *first, "wrap-up-keypad")
    for key in (*first, "wrap-up-done" if done else "wrap-up-page"):
        document.say(key)
    return document.hang_up().answer()


def reason(leg_id: str) -> Response:
    """The two digits: read back before they count."""
    owed = owed_by_keypad(leg_id)
    if isinstance(owed, Response):
        return owed
    leg, call, wrap_up = owed
    chosen = reasons_by_keypad().get(webhook().digits)
    document = Document(call, leg.language)
    if chosen is None:
        return ask_reason(document, leg, "reason-unknown")
    with hotline().database.writing() as session:
        hear_reason(session, wrap_up, chosen.code)
    text = words("reason-read-back", leg.language, reason=chosen.name.read_in(leg.language))
    action = f"/voice/legs/{leg_id}/reason-heard"
    return (
        document.listen(action, text, seconds=8).listen(action, text, seconds=8).hang_up().answer()
    )


def reason_heard(leg_id: str) -> Response:
    """1 confirms; anything else asks for the code again."""
    owed = owed_by_keypad(leg_id)
    if isinstance(owed, Response):
        return owed
    leg, call, wrap_up = owed
    document = Document(call, leg.language)
    if webhook().digits != "1" or wrap_up.heard is None:
        return ask_reason(document, leg, "reason-again")
    with hotline().database.writing() as session:
        note = Note(reason=wrap_up.heard)
        first = finish(session, wrap_up, note, via="keypad", now=hotline().now())
        second = not first and note_second_reason(session, wrap_up, wrap_up.heard)
    # The first reason told again: our answer got lost.
    if not second:
        return ask_severity(document, leg)
    return document.say("wrap-up-done").hang_up().answer()
