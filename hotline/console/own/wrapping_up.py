"""From « à noter » to the page on which a call is noted."""

from __future__ import annotations

from flask import Response, abort, make_response, redirect

from hotline.console.here import Here
from hotline.console.own.mine import me
from hotline.service import hotline
from hotline.wrapups.service import reopen_page


def noting(here: Here, wrap_up: str) -> Response:
    """A new address of that page, good until it is done; the one sent before works no more."""
    service = hotline()
    token = service.new_id()
    with service.database.writing() as session:
        if not reopen_page(session, wrap_up, me(here), token):
            abort(404)
    return make_response(redirect(f"/fiche/{token}?language={here.language}", 303))
