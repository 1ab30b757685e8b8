"""The private calendar of a person or a team: whoever has its address reads it, until revoked."""

from __future__ import annotations

from flask import Blueprint, Response, request

from hotline.calendars.given import calendar_of, tag_of
from hotline.calendars.sharing import key_of
from hotline.service import hotline

HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Kept by whoever asked, and asked about again; never by anybody in between."""


def calendar(token: str) -> Response:
    """The calendar (.ics); 304 when the reader has it already, 404 for an unknown token."""
    service = hotline()
    with service.database.reading() as session:
        key = key_of(session, token)
        if key is None:
            return Response("unknown calendar\n", 404, mimetype="text/plain")
        response = Response(mimetype="text/calendar")
        response.set_etag(tag_of(session, key, service.now()))
        if request.if_none_match.contains(response.get_etag()[0] or ""):
            response.status_code = 304
        else:
            response.set_data(calendar_of(session, key, service.now()))
    response.headers["Content-Disposition"] = "inline; filename=calendar.ics"
    return response


calendars = Blueprint("calendars", __name__)
calendars.add_url_rule("/calendars/<token>.ics", view_func=calendar, methods=["GET"])


@calendars.after_request
def _private(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
