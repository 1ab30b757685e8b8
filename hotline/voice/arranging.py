"""A question put to a caller who wants to be called back. Whatever goes amiss leads to a human."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.callbacks.asking import drop_draft
from hotline.calls.arranging import wait_after_all
from hotline.calls.tables import Call
from hotline.dialling import advance_call
from hotline.lines.service import LoadedLine, line_by_id
from hotline.service import hotline
from hotline.voice.asking import Question
from hotline.voice.documents import Document
from hotline.voice.waiting import goodbye
from hotline.words import words
from routing.outcomes import CallState


class ArrangingQuestion(Question):
    """0 is danger and * goes back, as everywhere; pressing nothing leads to a human."""

    def missed(self) -> Response:
        """They go on to a human like any other."""
        return rather_talk(self.call)

    def danger(self) -> Response:
        """A human at once, first in line."""
        return rather_talk(self.call, danger=True)


def arranging(session: Session, call_id: str) -> tuple[Call, LoadedLine] | Response:
    """The call and its line; or what a caller hears who is elsewhere by now, since the carrier did
    not get our answer and asked again."""
    call = session.get(Call, call_id)
    line = line_by_id(session, call.line_id) if call else None
    if call is None or line is None or call.state == CallState.MENU:
        return Document("fr").go_to("/voice/incoming").answer()
    if call.state in {CallState.CLOSING, CallState.ENDED}:
        return goodbye(call, line.document)
    if call.state != CallState.ARRANGING or line.document.callbacks is None:
        return Document(call).say("put-through").enter_queue(call).answer()
    return call, line


def rather_talk(call: Call, *first: str, danger: bool = False) -> Response:
    """Into the queue, after these phrases: the first telephone rings while they are spoken."""
    service = hotline()
    with service.database.writing() as session:
        drop_draft(session, call.id)
        wait_after_all(session, call.id, service.now(), danger=danger)
    advance_call(service, call.id)
    spoken = [words(key, call.language) for key in (*first, "put-through")]
    action = f"/voice/calls/{call.id}/entering"
    return Document(call).listen(action, *spoken).enter_queue(call).answer()
