"""The questions of a wrap-up on the keypad, and what of it is still owed."""

from __future__ import annotations

from flask import Response
from sqlalchemy import and_, bindparam, select

from hotline.calls.tables import Call, Leg
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.words import words
from hotline.wrapups.tables import WrapUp

_OWED = (
    select(Leg, Call, WrapUp)
    .join(Call, Call.id == Leg.call_id)
    .outerjoin(WrapUp, and_(WrapUp.call_id == Call.id, WrapUp.person_id == Leg.person_id))
    .where(Leg.id == bindparam("leg"))
)


def ask_reason(document: Document, leg: Leg, *keys: str, first: str = "") -> Response:
    """Two digits; whoever hangs up, or waits, has said all there is."""
    action = f"/voice/legs/{leg.id}/reason"
    texts = [*filter(None, [first]), *(words(key, document.language) for key in keys)]
    return document.listen(action, *texts, digits=2, seconds=15).hang_up().answer()


def ask_severity(document: Document, leg: Leg) -> Response:
    """One digit; without any, the second reason is asked for."""
    text = words("severity-question", document.language)
    document.listen(f"/voice/legs/{leg.id}/severity", text, seconds=6)
    return ask_reason(document, leg, "second-reason")


def owed_by_keypad(leg_id: str) -> tuple[Leg, Call, WrapUp] | Response:
    """The leg, its call, and the wrap-up that may still be told by keypad; else the last words: one
    finished on the page is not asked for again."""
    with hotline().database.reading() as session:
        found = session.execute(_OWED, {"leg": leg_id}).one_or_none()
    if found is None:
        return Document("fr").say("wrap-up-done").hang_up().answer()
    leg, call, wrap_up = found
    if wrap_up is None or wrap_up.via == "page":
        return Document(call, leg.language).say("wrap-up-done").hang_up().answer()
    return leg, call, wrap_up
