"""Step 10. The wrap-up on the keypad: two digits of the pocket card, read back, 1 confirms."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.calls.legs import leg_and_call
from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.taxonomies import reasons_by_keypad
from hotline.voice.documents import Document
from hotline.voice.incoming import line_of
from hotline.voice.webhook import webhook
from hotline.words import words
from hotline.wrapups.service import Note, finish, wrap_up_of
from hotline.wrapups.tables import WrapUp


def wrap_up_document(leg: Leg, call: Call, *first: str) -> Response:
    """What the responder hears once the caller has gone: thanks, and how to note the reason; after
    these `first` phrases."""
    with hotline().database.reading() as session:
        ways = line_of(session, call).document.line.wrap_up
        wrap_up = wrap_up_of(session, call.id, leg.person_id)
    document = Document(call)
    done = wrap_up is None or wrap_up.done_at is not None
    if not done and "keypad" in ways:
        return _ask_reason(document, leg, *first, "wrap-up-keypad")
    for key in (*first, "wrap-up-done" if done else "wrap-up-page"):
        document.say(key)
    return document.hang_up().answer()


def reason(leg_id: str) -> Response:
    """The two digits: read back before they count."""
    found, wrap_up = _owed(leg_id)
    if found is None or wrap_up is None:
        return Document("fr").say("wrap-up-done").hang_up().answer()
    leg, call = found
    chosen = reasons_by_keypad().get(webhook().digits)
    document = Document(call)
    if chosen is None:
        return _ask_reason(document, leg, "reason-unknown")
    with hotline().database.writing() as session:
        session.get_one(WrapUp, wrap_up.id).heard = chosen.code
    text = words("reason-read-back", call.language, reason=chosen.name.read_in(call.language))
    action = f"/voice/legs/{leg_id}/reason-heard"
    return (
        document.listen(action, text, seconds=8).listen(action, text, seconds=8).hang_up().answer()
    )


def reason_heard(leg_id: str) -> Response:
    """1 confirms; anything else asks for the code again."""
    found, wrap_up = _owed(leg_id)
    if found is None or wrap_up is None or wrap_up.heard is None:
        return Document("fr").say("wrap-up-done").hang_up().answer()
    leg, call = found
    document = Document(call)
    if webhook().digits != "1":
        return _ask_reason(document, leg, "reason-again")
    with hotline().database.writing() as session:
        row = session.get_one(WrapUp, wrap_up.id)
        note = Note(reason=wrap_up.heard)
        first = finish(session, row, note, via="keypad", now=hotline().now())
        if not first and row.via == "keypad":
            row.second_reason = wrap_up.heard
    if first:
        return _ask_reason(document, leg, "second-reason")
    return document.say("wrap-up-done").hang_up().answer()


def _ask_reason(document: Document, leg: Leg, *keys: str) -> Response:
    action = f"/voice/legs/{leg.id}/reason"
    texts = [words(key, document.language) for key in keys]
    return document.listen(action, *texts, digits=2, seconds=15).hang_up().answer()


def _owed(leg_id: str) -> tuple[tuple[Leg, Call] | None, WrapUp | None]:
    """The leg with its call, and its wrap-up if it may still be told by keypad: one finished on
    the page is not asked for again."""
    with hotline().database.reading() as session:
        found = leg_and_call(session, leg_id)
        wrap_up = _wrap_up(session, *found) if found else None
    if wrap_up is not None and wrap_up.via == "page":
        wrap_up = None
    return found, wrap_up


def _wrap_up(session: Session, leg: Leg, call: Call) -> WrapUp | None:
    return wrap_up_of(session, call.id, leg.person_id)
