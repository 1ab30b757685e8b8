"""Step 1. Somebody dials the number: the greeting, then the menu."""

from __future__ import annotations

from flask import Response
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call
from hotline.calls.whereabouts import time_there
from hotline.database import add_new
from hotline.lines.service import LoadedLine, line_by_id, line_reached_by
from hotline.responders.own_calls import is_responders
from hotline.service import hotline
from hotline.voice.asking import Question
from hotline.voice.blocked import end_of_abuse, is_turned_away
from hotline.voice.closed import Closed
from hotline.voice.documents import Document
from hotline.voice.menu import MenuPage
from hotline.voice.recorded import speaks_as
from hotline.voice.webhook import caller_territory, webhook
from hotline.words.menu import welcome
from routing.outcomes import CallState

_KNOWN = select(Call).where(Call.carrier_id == bindparam("carrier")).with_for_update()


def incoming() -> Response:
    """Greets a caller by the time of day where they are, and reads the menu. Asked twice for one
    call, it answers the same; a caller who comes back here from the queue goes back into it.
    Responders who call for themselves are led to their own menu."""
    hook = webhook()
    with hotline().database.writing() as session:
        line = line_reached_by(session, hook.to)
        if line is not None and is_responders(session, line, hook.to, hook.call_id):
            return Document("fr").go_to("/voice/responders").answer()
        call = _call_of(session, hook.call_id, line)
        if line is not None:
            speaks_as(session, line)
        if line is None or call is None:
            return Document("fr").say("wrong-number").say("emergency-numbers").hang_up().answer()
        turned_away = call.abusive or is_turned_away(session, call)
    if turned_away:
        return end_of_abuse(call)
    if call.state == CallState.ARRANGING:
        return Document(call).go_to(f"/voice/calls/{call.id}/callback/begin").answer()
    if call.state != CallState.MENU:
        return Document(call).say("still-here").enter_queue(call).answer()
    now = hotline().now()
    there = time_there(now, call.territory, line.document)
    first = welcome(line.document, call.language, there=there, now=now)
    return first_question(call, line).ask(*first)


def first_question(call: Call, line: LoadedLine) -> Question:
    """The menu; while the line is closed, who answers instead."""
    return Closed(call, line) if line.document.closed_at(call.started_at) else MenuPage(call, line)


def line_of(session: Session, call: Call) -> LoadedLine:
    """The line of a call."""
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    speaks_as(session, line)
    return line


def _call_of(session: Session, carrier_id: str, line: LoadedLine | None) -> Call | None:
    if line is None or not carrier_id:
        return None
    now = hotline().now()
    # Asked twice for one call, be it at the same instant, there is one row.
    add_new(
        session,
        Call,
        id=hotline().new_id(),
        carrier_id=carrier_id,
        line_id=line.id,
        state=CallState.MENU,
        language=line.document.line.languages[0],
        territory=caller_territory(),
        started_at=now,
        seen_at=now,
    )
    return session.scalar(_KNOWN, {"carrier": carrier_id})
