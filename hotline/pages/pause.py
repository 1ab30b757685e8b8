"""A hard call was noted on its page: half an hour without calls, while somebody else is on."""

from __future__ import annotations

from flask import Response

from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.words.moments import spoken_time
from hotline.wrapups.hard_calls import take_pause
from hotline.wrapups.service import wrap_up_by_token


def take_pause_on_page(token: str) -> Response:
    """Takes the pause, or says why there is none. Asked twice, it does not last longer."""
    service = hotline()
    with service.database.writing() as session:
        wrap_up = wrap_up_by_token(session, token)
        if wrap_up is None:
            return page("unknown.html", 404)
        until = take_pause(session, wrap_up, service.now())
    time = spoken_time(until.time(), page_language()) if until else None
    return page("pause.html", 200 if time else 409, time=time)
