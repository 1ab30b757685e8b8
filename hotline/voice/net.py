"""The database is away: callers are put through by a picture of who is on duty (`hotline.nets`).

When it is back, a caller for whom nobody was found yet goes back into the queue, their place kept.
"""

from __future__ import annotations

from flask import Response
from sqlalchemy.exc import SQLAlchemyError

from hotline.calls import changes
from hotline.calls.finding import call_by_carrier
from hotline.dialling import advance_call
from hotline.nets import steps
from hotline.nets.going import Going
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.without_database import as_answer, asked_now
from routing.outcomes import CallState


def net(step: str) -> Response:  # noqa: ARG001 - the nets read the whole path
    """One step in the net; none of them needs the database."""
    return as_answer(steps.answer(hotline().net, asked_now(), _back_into_the_queue))


def _back_into_the_queue(going: Going) -> str | None:
    service = hotline()
    if service.net.slowness.is_avoided(service.net.now()):
        return None
    try:
        with service.database.writing() as session:
            call = call_by_carrier(session, going.sid)
            waits = {CallState.WAITING, CallState.CLAIMED, CallState.LEAVING, CallState.DIALLING}
            if call is None or call.plan is None or call.state not in waits:
                return None  # not put into the database yet: the next step asks again
            changes.queue_again(session, call.id, service.now())
            if going.danger:
                changes.signal_danger(session, call.id)
        advance_call(service, call.id)
    except SQLAlchemyError:
        return None
    document = Document(call).say("still-here").enter_queue(call)
    return document.answer().get_data(as_text=True)
