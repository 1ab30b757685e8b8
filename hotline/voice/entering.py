"""Out of the menus, into the queue: the first telephone rings while the last words are spoken."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from hotline.calls.arranging import arrange_in_the_menus
from hotline.calls.finding import call_by_id
from hotline.calls.in_the_menus import enter_queue
from hotline.calls.tables import Call
from hotline.dialling import advance_call
from hotline.lines.service import LoadedLine, line_by_id
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.recorded import speaks_as
from hotline.words import Spoken, words
from routing.outcomes import CallState, Priority
from routing.questions import Chosen


def in_the_menus(session: Session, call_id: str) -> tuple[Call, LoadedLine] | Response:
    """The call and its line; or what a caller hears who has left the menus already, since the
    carrier did not get our answer and asked again."""
    call = call_by_id(session, call_id)
    line = line_by_id(session, call.line_id) if call else None
    if call is None or line is None:
        return Document("fr").go_to("/voice/incoming").answer()
    speaks_as(session, line)
    if call.state in {CallState.CLOSING, CallState.ENDED}:
        return Document(call).say("goodbye").hang_up().answer()
    if call.state == CallState.ARRANGING:
        return Document(call).go_to(f"/voice/calls/{call_id}/callback/begin").answer()
    if call.state != CallState.MENU:
        return Document(call).say("put-through").enter_queue(call).answer()
    return call, line


def into_danger(call: Call, line: LoadedLine, profession: str | None = None) -> Response:
    """A human at once, first in line."""
    menu = line.document.menu
    plan = line.document.danger.plan
    return _into_queue(call, profession or menu.silence.profession, plan, Priority.DANGER)


def into_silence(call: Call, line: LoadedLine) -> Response:
    """A human for whoever presses nothing."""
    silence = line.document.menu.silence
    return _into_queue(call, silence.profession, silence.plan, Priority.NORMAL)


def into_follow_up(call: Call, line: LoadedLine, *first: Spoken) -> Response:
    """Whoever the caller comes back to, if they are reached; then the line's plan for that."""
    menu, follow_up = line.document.menu, line.document.follow_up
    plan = follow_up.plan if follow_up else menu.silence.plan
    return _into_queue(call, menu.silence.profession, plan, Priority.NORMAL, *first)


def into_promise(call: Call, line: LoadedLine) -> Response:
    """Whoever the caller comes back to is to call them back."""
    menu, follow_up = line.document.menu, line.document.follow_up
    with hotline().database.writing() as session:
        arrange_in_the_menus(
            session,
            call.id,
            profession=menu.silence.profession,
            plan=follow_up.plan if follow_up else menu.silence.plan,
            kind=None,
        )
    return Document(call).go_to(f"/voice/calls/{call.id}/callback/begin").answer()


def into_expected(call: Call, line: LoadedLine, person_id: int) -> Response:
    """Whoever has an appointment with this person, who is rung first; then those for whoever
    presses nothing."""
    silence, first = line.document.menu.silence, words("appointment-now", call.language)
    return _into_queue(
        call, silence.profession, silence.plan, Priority.NORMAL, first, expected_by=person_id
    )


def into_queue(call: Call, profession: str, chosen: Chosen, *first: Spoken) -> Response:
    """The plan that the answers lead to."""
    return _into_queue(
        call,
        profession,
        chosen.plan.slug,
        Priority.NORMAL,
        *first,
        kind=chosen.kind,
        **_told(call, chosen),
    )


def into_arranging(call: Call, profession: str, chosen: Chosen) -> Response:
    """They want to be called back by whom this plan rings."""
    with hotline().database.writing() as session:
        arrange_in_the_menus(
            session,
            call.id,
            profession=profession,
            plan=chosen.plan.slug,
            kind=chosen.kind,
            **_told(call, chosen),
        )
    return Document(call).go_to(f"/voice/calls/{call.id}/callback/begin").answer()


def _told(call: Call, chosen: Chosen) -> dict[str, Any]:
    """The columns of what else the caller told."""
    return {
        "other_profession": chosen.wish.other_profession,
        "avoids": sorted(chosen.wish.avoids),
        "territory": chosen.wish.territory or call.territory,
    }


def _into_queue(
    call: Call, profession: str, plan: str, priority: Priority, *first: Spoken, **said: Any
) -> Response:
    with hotline().database.writing() as session:
        enter_queue(
            session,
            call.id,
            profession=profession,
            plan=plan,
            priority=priority,
            now=hotline().now(),
            **said,
        )
    advance_call(hotline(), call.id)
    # Listened through: danger is heard here too.
    spoken = (*first, words("put-through", call.language))
    action = f"/voice/calls/{call.id}/entering"
    return Document(call).listen(action, *spoken).enter_queue(call).answer()
