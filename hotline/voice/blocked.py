"""Callers who were abusive: blocked at their own next word, and turned away for a time.

Their number is in memory while one request is answered, and nowhere else.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Response
from sqlalchemy.orm import Session

from hotline.blocks.service import block, is_blocked
from hotline.calls.in_the_menus import turn_away
from hotline.calls.tables import Call
from hotline.lines.service import line_by_id
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import caller_number


def end_of_abuse(call: Call) -> Response:
    """What a caller hears whose call was ended as abusive, or who is blocked since."""
    if call.connected_at is None:
        return Document(call).say("blocked").say("emergency-numbers").hang_up().answer()
    block_if_abusive(call)
    return Document(call).say("goodbye-abuse").say("emergency-numbers").hang_up().answer()


def block_if_abusive(call: Call) -> None:
    """The caller of a talk that was ended as abusive is blocked for as long as their line says.
    Whoever withholds their number never is: it is that of many others."""
    number = caller_number()
    if not call.abusive or call.connected_at is None or number is None:
        return
    service = hotline()
    with service.database.writing() as session:
        line = line_by_id(session, call.line_id)
        assert line is not None  # a foreign key holds it
        minutes = line.document.line.abuse_block_minutes
        block(
            session,
            call.line_id,
            number,
            now=service.now(),
            length=timedelta(minutes=minutes),
            chance=service.chance,
        )


def is_turned_away(session: Session, call: Call) -> bool:
    """Whether this new call is one of a blocked caller: then it is over."""
    number = caller_number()
    if number is None or not is_blocked(session, call.line_id, number, hotline().now()):
        return False
    return turn_away(session, call.id)
