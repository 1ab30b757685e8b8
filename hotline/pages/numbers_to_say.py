"""On the wrap-up page, during the talk: numbers of the directory that the caller is to hear."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response, redirect, request, url_for
from sqlalchemy.orm import Session

from hotline.calls.giving import choose, waiting
from hotline.calls.tables import Call
from hotline.lines.document import DirectoryEntry
from hotline.lines.service import line_by_id
from hotline.pages.words import page_language
from hotline.service import hotline
from hotline.wrapups.service import wrap_up_by_token
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState


@dataclass(frozen=True, slots=True)
class NumberToSay:
    """One number as the page shows it."""

    entry: DirectoryEntry
    chosen: bool
    heard: bool


def numbers_to_say(session: Session, wrap_up: WrapUp) -> list[NumberToSay]:
    """What can be said to this caller now; nothing once the call is over."""
    call = session.get(Call, wrap_up.call_id)
    line = line_by_id(session, call.line_id) if call else None
    if call is None or line is None or call.state in {CallState.CLOSING, CallState.ENDED}:
        return []
    return [
        NumberToSay(entry, code in waiting(call), code in call.given[: call.given_said])
        for code, entry in line.document.directory_for(call.territory).items()
    ]


def take_numbers(token: str) -> Response:
    """Keeps the choice: these are said when the caller is next on hold, or before goodbye. The page
    is shown again, and says so."""
    asked_for = set(request.form.getlist("number"))
    with hotline().database.writing() as session:
        wrap_up = wrap_up_by_token(session, token)
        if wrap_up is not None:
            known = [number.entry.code for number in numbers_to_say(session, wrap_up)]
            choose(session, wrap_up.call_id, [code for code in known if code in asked_for])
    shown = url_for("pages.show_wrap_up", token=token, language=page_language(), kept=1)
    return make_response(redirect(shown, 303))
